using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>One condition of a filter, and how it goes with those before it.</summary>
internal sealed record FilterClause(bool IsOr, bool IsNegated, string Field, string Value)
{
    public static IReadOnlyList<FilterClause> Parse(string text)
    {
        var words = new Queue<string>(text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        var clauses = new List<FilterClause>();
        for (var isOr = false; words.Count > 0;)
        {
            clauses.Add(Next(words, isOr));
            if (words.TryDequeue(out var logical))
                isOr = IsOrAfter(logical, words);
        }

        return clauses;
    }

    private static FilterClause Next(Queue<string> words, bool isOr)
    {
        var field = words.Dequeue();
        var isNot = field.Equals("not", StringComparison.OrdinalIgnoreCase);
        if (isNot)
            field = Take(words, "incomplete not clause");
        var condition = Take(words, "clause has no operator");
        var value = Take(words, "clause has no value");
        return new FilterClause(isOr, isNot ^ condition == "ne", field, value[0] == '"' ? Unquote(value, words) : value);
    }

    private static bool IsOrAfter(string logical, Queue<string> words)
    {
        if (logical is not ("and" or "or"))
            throw Invalid("invalid clause composition");
        return words.Count > 0 ? logical == "or" : throw Invalid("unterminated compound clause");
    }

    // A quote ends with another word than it began with, so that one word in quotes never ends.
    private static string Unquote(string first, Queue<string> words)
    {
        var text = first[1..];
        while (true)
        {
            var word = Take(words, "unterminated quote");
            if (word[^1] == '"')
                return $"{text} {word[..^1]}";
            text = $"{text} {word}";
        }
    }

    private static string Take(Queue<string> words, string complaint) => words.TryDequeue(out var word) ? word : throw Invalid(complaint);

    private static LxdFailure Invalid(string what) => LxdFailure.Internal($"Invalid filter: {what}");
}

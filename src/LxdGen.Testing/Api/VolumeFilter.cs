using System.Text.RegularExpressions;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>A filter of a listing, with its odd sides: values are patterns, and operators that are not known mean eq.</summary>
internal sealed class VolumeFilter
{
    private readonly List<Clause> _clauses = [];

    public static VolumeFilter? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var filter = new VolumeFilter();
        var words = new Queue<string>(Split(text));
        while (words.TryDequeue(out var word))
        {
            var isOr = filter._clauses.Count > 0 && word == "or";
            if (filter._clauses.Count > 0 && !words.TryDequeue(out word!))
                throw LxdFailure.Internal("Invalid filter: unterminated compound clause");
            var isNot = word == "not";
            if (isNot && !words.TryDequeue(out word!))
                throw LxdFailure.Internal("Invalid filter: incomplete not clause");
            if (!words.TryDequeue(out var condition))
                throw LxdFailure.Internal("Invalid filter: clause has no operator");
            if (!words.TryDequeue(out var value))
                throw LxdFailure.Internal("Invalid filter: clause has no value");
            filter._clauses.Add(new Clause(isOr, isNot ^ (condition == "ne"), word, Pattern(value)));
        }

        return filter;
    }

    public bool Matches(Volume volume, string name, string description, IReadOnlyDictionary<string, string> config)
    {
        var matches = true;
        foreach (var clause in _clauses)
        {
            var value = clause.Field switch
            {
                "name" => name,
                "description" => description,
                "type" => volume.Key.Type,
                "content_type" => volume.ContentType,
                "project" => volume.Key.Project,
                "location" => volume.Key.Member,
                _ when clause.Field.StartsWith("config.", StringComparison.Ordinal) => config.GetValueOrDefault(clause.Field["config.".Length..]),
                _ => null,
            };
            var holds = value is not null && clause.Pattern.IsMatch(value) != clause.IsNegated;
            matches = clause.IsOr ? matches || holds : matches && holds;
        }

        return matches;
    }

    private static Regex Pattern(string value)
    {
        var pattern = value.Contains('^', StringComparison.Ordinal) || value.Contains('$', StringComparison.Ordinal) ? value : $"^{value}$";
        return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static IEnumerable<string> Split(string text)
    {
        for (var rest = text.TrimStart(); rest.Length > 0; rest = rest.TrimStart())
        {
            var isQuoted = rest[0] == '"';
            // A quote ends before a space only, in LXD too.
            var end = isQuoted ? rest.IndexOf("\" ", 1, StringComparison.Ordinal) : rest.IndexOf(' ', StringComparison.Ordinal);
            if (isQuoted && end < 0)
                throw LxdFailure.Internal("Invalid filter: unterminated quote");
            yield return end < 0 ? rest : rest[(isQuoted ? 1 : 0)..end];
            rest = end < 0 ? "" : rest[(end + 1)..];
        }
    }

    private sealed record Clause(bool IsOr, bool IsNegated, string Field, Regex Pattern);
}

using System.Text;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Archives;

/// <summary>A command line in words, as a shell has them.</summary>
internal static class ShellWords
{
    public static List<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is ' ' or '\t' or '\n')
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
                continue;
            }

            word ??= new StringBuilder();
            i = line[i] switch
            {
                '\'' => TakeSingle(line, i, word),
                '"' => TakeDouble(line, i, word),
                '\\' => TakeEscape(line, i, word),
                _ => Take(line, i, word),
            };
        }

        if (word is not null)
            words.Add(word.ToString());
        return words;
    }

    private static int Take(string line, int at, StringBuilder word)
    {
        word.Append(line[at]);
        return at;
    }

    private static int TakeSingle(string line, int at, StringBuilder word)
    {
        var end = line.IndexOf('\'', at + 1);
        if (end < 0)
            throw LxdFailure.BadRequest("Unterminated single-quoted string");
        word.Append(line, at + 1, end - at - 1);
        return end;
    }

    private static int TakeDouble(string line, int at, StringBuilder word)
    {
        for (var i = at + 1; i < line.Length; i++)
        {
            if (line[i] == '"')
                return i;
            if (line[i] == '\\' && i + 1 < line.Length && "$`\"\\".Contains(line[i + 1], StringComparison.Ordinal))
                i++;
            word.Append(line[i]);
        }

        throw LxdFailure.BadRequest("Unterminated double-quoted string");
    }

    private static int TakeEscape(string line, int at, StringBuilder word) =>
        at + 1 < line.Length ? Take(line, at + 1, word) : throw LxdFailure.BadRequest("Unterminated backslash-escape");
}

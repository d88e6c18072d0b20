using System.Text;
using System.Text.RegularExpressions;

namespace LxdGen.Raw;

/// <summary>A short piece of a body for a message or a log, with nothing in it that could be a secret.</summary>
internal static partial class Excerpt
{
    private const int MaxLength = 200;

    /// <summary>The start of a body on one line. What could be JSON keeps its structure and names, and loses its values.</summary>
    public static string Of(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * MaxLength)]);
        var isPage = text.AsSpan().TrimStart() is ['<', ..];
        return OneLine(isPage || text.AsSpan().IndexOfAny("{[\"'") < 0 ? text : Blank(text), MaxLength);
    }

    /// <summary>Text from elsewhere, without what would break a line or a terminal, and not too long.</summary>
    public static string OneLine(string text, int maxLength)
    {
        text = Unprintable().Replace(text, " ").Trim();
        return text.Length > maxLength ? string.Concat(text.AsSpan(0, maxLength), "…") : text;
    }

    private static string Blank(string json)
    {
        var depth = 0;
        var key = string.Empty;
        return Token().Replace(json, match =>
        {
            switch (match.Value[0])
            {
                case '{' or '[':
                    depth++;
                    return match.Value;
                case '}' or ']':
                    depth--;
                    return match.Value;
                case '"' when match.Groups["key"].Success:
                    key = match.Groups["key"].Value;
                    return match.Value;
                case '"':
                    // The envelope's own type and status say what kind of reply it is.
                    return depth == 1 && key is ("type" or "status") ? match.Value : "\"…\"";
                default:
                    return "…";
            }
        });
    }

    // A name with its colon to follow; a string, perhaps cut off; a bracket; a run of anything else but commas and space.
    [GeneratedRegex("""
        "(?<key>(?:[^"\\]|\\.)*)"(?=\s*:) | "(?:[^"\\]|\\.)*(?:"|\\?$) | [{}\[\]] | [^\s{}\[\],:"]+
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Unprintable();
}

using System.Text;
using System.Text.RegularExpressions;

namespace LxdGen.Raw;

/// <summary>A short piece of a body for a message or a log, with nothing in it that could be a secret.</summary>
internal static partial class Excerpt
{
    private const int MaxLength = 200;

    private static readonly HashSet<string> Harmless = ["type", "status", "operation", "error"];

    /// <summary>The start of a body on one line; in JSON, the values of all but a few fields are blanked.</summary>
    public static string Of(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * MaxLength)]);
        if (text.AsSpan().TrimStart() is ['{' or '[' or '"', ..])
            text = Blank(text);
        text = Unprintable().Replace(text, " ").Trim();
        return text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength), "…") : text;
    }

    private static string Blank(string json)
    {
        var key = string.Empty;
        return Literal().Replace(json, match =>
        {
            if (match.Groups["colon"].Success)
            {
                key = match.Groups["text"].Value;
                return match.Value;
            }

            return Harmless.Contains(key) ? match.Value : "\"…\"";
        });
    }

    // A string literal, perhaps cut off, and the colon that makes it a key.
    [GeneratedRegex("""
        "(?<text>(?:[^"\\]|\\.)*)(?:"(?<colon>\s*:)?|\\?$)
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Unprintable();
}

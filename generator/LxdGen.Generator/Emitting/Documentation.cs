using System.Text;
using System.Text.RegularExpressions;

namespace LxdGen.Generator.Emitting;

/// <summary>Lays out documentation that is too long for one line.</summary>
internal static class Documentation
{
    private const int Width = 110;

    // An element and its text stay on one line.
    private static readonly Regex Word = new(@"(?:<c>[^<]*</c>|<[^>]*>|\S)+");

    public static string Element(string name, string text)
    {
        if (text.Length <= Width)
            return $"/// <{name}>{text}</{name}>";
        var lines = new StringBuilder($"/// <{name}>");
        var length = Width;
        foreach (Match word in Word.Matches(text))
        {
            var fits = length + 1 + word.Length <= Width;
            lines.Append(fits ? " " : "\n/// ").Append(word.Value);
            length = fits ? length + 1 + word.Length : word.Length;
        }

        return lines.Append($"\n/// </{name}>").ToString();
    }
}

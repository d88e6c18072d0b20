using System.Globalization;
using System.Security;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Tour.Output;

/// <summary>Draws what was recorded as a terminal would show it.</summary>
internal sealed class SvgEncoder : IAnsiConsoleEncoder
{
    private const double CharacterWidth = 8.4;
    private const int LineHeight = 18;
    private const int Margin = 16;

    public string Encode(IAnsiConsole console, IEnumerable<IRenderable> renderable)
    {
        var options = RenderOptions.Create(console, console.Profile.Capabilities);
        var segments = renderable.SelectMany(part => part.Render(options, console.Profile.Width));
        var body = new StringBuilder();
        var (column, line) = (0, 0);
        foreach (var (style, whole) in Merge(segments))
        {
            foreach (var (index, text) in whole.ReplaceLineEndings("\n").Split('\n').Index())
            {
                if (index > 0)
                    (column, line) = (0, line + 1);
                Draw(body, style, text, column, line);
                column += text.GetCellWidth();
            }
        }

        return Frame(body.ToString(), console.Profile.Width, line + 1);
    }

    // Spectre has a segment for every word.
    private static IEnumerable<(Style Style, string Text)> Merge(IEnumerable<Segment> segments)
    {
        var (style, text) = (Style.Plain, new StringBuilder());
        foreach (var segment in segments.Where(segment => !segment.IsControlCode))
        {
            if (!segment.Style.Equals(style))
            {
                yield return (style, text.ToString());
                (style, _) = (segment.Style, text.Clear());
            }

            text.Append(segment.Text);
        }

        yield return (style, text.ToString());
    }

    private static void Draw(StringBuilder body, Style style, string text, int column, int line)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;
        var (start, drawn) = (column + text.Length - text.TrimStart().Length, text.Trim());
        var weight = style.Decoration.HasFlag(Decoration.Bold) ? " font-weight=\"bold\"" : "";
        // The length is given, so that columns stay in line whatever font there is.
        body.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin + (start * CharacterWidth):0.#}\" y=\"{Margin + ((line + 1) * LineHeight)}\" ")
            .Append(CultureInfo.InvariantCulture, $"textLength=\"{drawn.GetCellWidth() * CharacterWidth:0.#}\" fill=\"{Colour(style)}\"{weight}>{SecurityElement.Escape(drawn)}</text>\n");
    }

    // As terminals show them: the pure ones are hard to read on black.
    private static string Colour(Style style) => style.Foreground switch
    {
        var colour when colour == Color.Green => "#5fd787",
        var colour when colour == Color.Yellow => "#e5c07b",
        var colour when colour == Color.Red => "#ff6b6b",
        var colour when colour == Color.Grey => "#8a8a8a",
        _ => "#d4d4d4",
    };

    private static string Frame(string body, int columns, int lines)
    {
        var (width, height) = ((2 * Margin) + (columns * CharacterWidth), (2 * Margin) + (lines * LineHeight));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:0.#} {height}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">
            <rect width="100%" height="100%" rx="8" fill="#1e1e1e"/>
            {body}</svg>

            """);
    }
}

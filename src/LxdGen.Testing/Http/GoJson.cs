using System.Globalization;
using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>JSON as Go writes it, of which ETags are made.</summary>
internal static class GoJson
{
    /// <summary>A list whose items are strings and maps of strings, with keys in order and a line feed at the end.</summary>
    public static string List(params IReadOnlyList<object> items)
    {
        var text = new StringBuilder("[");
        foreach (var item in items)
        {
            if (text.Length > 1)
                text.Append(',');
            if (item is string value)
                Append(text, value);
            else
                Append(text, (IEnumerable<KeyValuePair<string, string>>)item);
        }

        return text.Append("]\n").ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<KeyValuePair<string, string>> map)
    {
        var separator = '{';
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(text.Append(separator), key);
            Append(text.Append(':'), value);
            separator = ',';
        }

        text.Append(separator == '{' ? "{}" : "}");
    }

    private static void Append(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}

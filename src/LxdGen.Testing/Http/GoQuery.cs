using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Http;

/// <summary>A query as Go reads it: of values with one name the first counts, and pairs that are malformed count for nothing.</summary>
internal sealed class GoQuery
{
    private readonly Dictionary<string, string> _values;

    private GoQuery(Dictionary<string, string> values) => _values = values;

    /// <summary>Whether a pair is malformed. Some of LXD's code then takes the whole query for empty.</summary>
    public bool IsMalformed { get; private init; }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static GoQuery Of(HttpRequest request) => Parse(request.QueryString.Value is ['?', .. var text] ? text : "");

    /// <param name="text">The query without its question mark.</param>
    public static GoQuery Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var isMalformed = false;
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (pair.Contains(';', StringComparison.Ordinal) || Unescape(parts[0]) is not { } name || Unescape(parts.ElementAtOrDefault(1) ?? "") is not { } value)
                isMalformed = true;
            else
                values.TryAdd(name, value);
        }

        return new GoQuery(values) { IsMalformed = isMalformed };
    }

    /// <summary>Null for an escape that is none.</summary>
    private static string? Unescape(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            var octet = octets[i];
            if (octet == '%')
            {
                if (i + 2 >= octets.Length || !byte.TryParse(octets.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet))
                    return null;
                i += 2;
            }
            else if (octet == '+')
            {
                octet = (byte)' ';
            }

            octets[length++] = octet;
        }

        return Encoding.UTF8.GetString(octets.AsSpan(0, length));
    }
}

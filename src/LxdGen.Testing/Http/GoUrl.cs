using System.Globalization;
using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>Path segments escaped as Go does it.</summary>
internal static class GoUrl
{
    private const string Kept = "-_.~$&+:=@";

    public static string Escape(string segment)
    {
        var text = new StringBuilder(segment.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(segment))
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || Kept.Contains((char)octet, StringComparison.Ordinal))
                text.Append((char)octet);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return text.ToString();
    }

    /// <summary>What lists of volumes have, and the Location of a new pool.</summary>
    public static string EscapeTwice(string segment) => Escape(segment).Replace("%", "%25", StringComparison.Ordinal);
}

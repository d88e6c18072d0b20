using System.Text.RegularExpressions;

namespace LxdGen.Testing.Http;

/// <summary>What Go takes in the parts of a URL. Where it refuses one, it tells the whole.</summary>
internal static partial class GoUriText
{
    private const string HostKept = "!$&'()*+,;=:[]<>\"-_.~";
    private const string UserKept = "-._:~!$&'()*+,;=%@";
    private const string EscapedKept = "!'()*:@&=+$,;/[]-_.~%";

    /// <summary>The scheme, and what comes after it; none where there is no colon that could end one.</summary>
    public static (string Scheme, string Remainder) Scheme(string text) => SchemePattern().Match(text) is { Success: true } match
        ? (match.Groups[1].Value.ToLowerInvariant(), text[match.Length..])
        : ("", text);

    /// <summary>Whether a path can be told as it is.</summary>
    public static bool IsEscaped(string path) => path.All(character => IsKept(character, EscapedKept));

    public static string Unescape(string path) => Uri.UnescapeDataString(path);

    public static void RequireEscapes(string part, string whole)
    {
        if (BrokenEscape().Match(part) is { Success: true } broken)
            throw Fail(whole, $"invalid URL escape {GoString.Quote(broken.Value)}");
    }

    public static void RequireUser(string user, string whole)
    {
        if (!user.All(character => IsKept(character, UserKept)))
            throw Fail(whole, "net/url: invalid userinfo");
        RequireEscapes(user, whole);
    }

    public static void RequireHost(string host, string whole)
    {
        var isBracketed = host.StartsWith('[');
        var end = host.LastIndexOf(isBracketed ? ']' : ':');
        if (isBracketed && end < 0)
            throw Fail(whole, "missing ']' in host");
        var port = end < 0 ? "" : host[(isBracketed ? end + 1 : end)..];
        if (!PortPattern().IsMatch(port))
            throw Fail(whole, $"invalid port {GoString.Quote(port)} after host");
        RequireEscapes(host, whole);
        // The zone of an IPv6 address is the only thing that is escaped.
        var zone = isBracketed && host.IndexOf("%25", StringComparison.Ordinal) is >= 0 and var at ? at : host.Length;
        if (AsciiEscape().Match(host[..zone]) is { Success: true } escape)
            throw Fail(whole, $"invalid URL escape {GoString.Quote(escape.Value)}");
        foreach (var character in host)
        {
            if (character < 128 && character != '%' && !IsKept(character, HostKept))
                throw Fail(whole, $"invalid character {GoString.Quote($"{character}")} in host name");
        }
    }

    private static bool IsKept(char character, string others) => char.IsAsciiLetterOrDigit(character) || others.Contains(character, StringComparison.Ordinal);

    private static LxdFailure Fail(string whole, string why) => LxdFailure.Internal($"parse {GoString.Quote(whole)}: {why}");

    [GeneratedRegex(@"^([A-Za-z][A-Za-z0-9+.-]*):")]
    private static partial Regex SchemePattern();

    [GeneratedRegex(@"^(:\d*)?\z")]
    private static partial Regex PortPattern();

    [GeneratedRegex(@"%(?![0-9A-Fa-f]{2}).{0,2}", RegexOptions.Singleline)]
    private static partial Regex BrokenEscape();

    [GeneratedRegex("%[0-7][0-9A-Fa-f]")]
    private static partial Regex AsciiEscape();
}

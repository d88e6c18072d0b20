using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>A URL as Go reads it, and as it tells of it.</summary>
internal sealed record GoUri(string Scheme, string? User, string Host, string Path, string Query)
{
    private const string PathKept = "-_.~$&+,/:;=@";

    /// <exception cref="LxdFailure">It is none; the words are those of Go.</exception>
    public static GoUri Parse(string text)
    {
        var (start, fragment) = Cut(text, '#');
        var uri = ParseStart(start);
        if (fragment is not null)
            GoUriText.RequireEscapes(fragment, text);
        return uri;
    }

    /// <summary>The port of its host, empty for none.</summary>
    public string Port => Host.LastIndexOf(':') is >= 0 and var colon && !Host.EndsWith(']') ? Host[(colon + 1)..] : "";

    /// <summary>Its host without port and brackets.</summary>
    public string HostName => (Port.Length > 0 || Host.EndsWith(':') ? Host[..Host.LastIndexOf(':')] : Host).Trim('[', ']');

    /// <summary>As messages have it: a password is not told.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Scheme.Length > 0 ? $"{Scheme}:" : "");
        if (Host.Length > 0 || User is not null || (Scheme.Length > 0 && Path.Length > 0))
            text.Append("//").Append(User is null ? "" : $"{Hidden(User)}@").Append(Host);
        text.Append(Path.Length > 0 && Path[0] != '/' && Host.Length > 0 ? "/" : "").Append(EscapedPath);
        return text.Append(Query.Length > 0 ? $"?{Query}" : "").ToString();
    }

    private string EscapedPath => GoUriText.IsEscaped(Path) ? Path : Encoding.UTF8.GetBytes(GoUriText.Unescape(Path)).Aggregate(new StringBuilder(), Escape).ToString();

    private static StringBuilder Escape(StringBuilder text, byte octet) =>
        char.IsAsciiLetterOrDigit((char)octet) || PathKept.Contains((char)octet, StringComparison.Ordinal) ? text.Append((char)octet) : text.Append('%').Append(Convert.ToHexString([octet]));

    private static string Hidden(string user) => Cut(user, ':') is (var name, not null) ? $"{name}:***" : user;

    private static GoUri ParseStart(string text)
    {
        LxdFailure Fail(string why) => LxdFailure.Internal($"parse {GoString.Quote(text)}: {why}");
        if (text.Any(character => character is < ' ' or '\x7f'))
            throw Fail("net/url: invalid control character in URL");
        if (text.StartsWith(':'))
            throw Fail("missing protocol scheme");
        var (scheme, rest) = GoUriText.Scheme(text);
        (rest, var query) = Cut(rest, '?');
        if (!rest.StartsWith('/'))
        {
            if (scheme.Length > 0)
                return new GoUri(scheme, null, "", "", query ?? "");
            if (Cut(rest, '/').Before.Contains(':', StringComparison.Ordinal))
                throw Fail("first path segment in URL cannot contain colon");
        }

        if (!rest.StartsWith("//", StringComparison.Ordinal) || (scheme.Length == 0 && rest.StartsWith("///", StringComparison.Ordinal)))
        {
            GoUriText.RequireEscapes(rest, text);
            return new GoUri(scheme, null, "", rest, query ?? "");
        }

        var end = rest.IndexOf('/', 2);
        var (authority, path) = end < 0 ? (rest[2..], "") : (rest[2..end], rest[end..]);
        var at = authority.LastIndexOf('@');
        var host = authority[(at + 1)..];
        GoUriText.RequireHost(host, text);
        var user = at < 0 ? null : authority[..at];
        if (user is not null)
            GoUriText.RequireUser(user, text);
        GoUriText.RequireEscapes(path, text);
        return new GoUri(scheme, user, host, path, query ?? "");
    }

    private static (string Before, string? After) Cut(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, null);
}

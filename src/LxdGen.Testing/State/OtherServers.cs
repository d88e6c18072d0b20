using System.Net;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The servers of Candid, MAAS and RBAC that the config may name. None of them is ever there.</summary>
internal sealed class OtherServers
{
    private const int KeyLength = 32;
    private const string CandidUrl = "candid.api.url";
    private const string RbacUrl = "rbac.api.url";

    private static readonly string[] OfMaas = ["maas.api.url", "maas.api.key"];
    private static readonly string[] OfCandid = [CandidUrl, "candid.api.key", "candid.domains", "candid.expiry"];
    private static readonly string[] OfAgent = ["rbac.agent.url", "rbac.agent.username", "rbac.agent.private_key", "rbac.agent.public_key"];
    private static readonly string[] OfRbac = [.. OfAgent, RbacUrl, "rbac.api.key", "rbac.api.expiry"];

    // By member, and where it was told that it is.
    private readonly Dictionary<string, string> _rbac = new(StringComparer.Ordinal);

    /// <summary>Whether a peer breaks when it is told of a change. LXD 5.0 forgets there that it needs the config of the member itself.</summary>
    public static bool BreakPeers(IEnumerable<string> changed) => changed.Any(key => OfMaas.Contains(key) || key == "core.bgp_asn");

    /// <summary>Whether clients may say by Candid who they are.</summary>
    public static bool LetIn(Func<string, string> config) => config(CandidUrl).Length > 0 || config(RbacUrl).Length > 0;

    /// <summary>What comes of a change, on a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="changed">The keys that have another value now.</param>
    /// <param name="config">That value.</param>
    public void Connect(string member, IReadOnlyCollection<string> changed, Func<string, string> config)
    {
        if (changed.Any(key => OfMaas.Contains(key) || key == "maas.machine"))
            ConnectToMaas(config("maas.api.url"), config("maas.api.key"));
        if (changed.Any(OfCandid.Contains))
            ConnectToCandid(config(CandidUrl), config("candid.api.key"));
        if (changed.Any(OfRbac.Contains))
            ConnectToRbac(member, config);
    }

    /// <summary>Tells RBAC of a project, which fails when all is done.</summary>
    public void TellOfProject(string member)
    {
        if (!_rbac.TryGetValue(member, out var url))
            return;
        var uri = GoUri.Parse(url);
        throw Unreachable("Post", uri with { Path = $"{uri.Path.TrimEnd('/')}/api/service/v1/resources/project" });
    }

    private static void ConnectToMaas(string url, string key)
    {
        if (url.Length == 0 || key.Length == 0)
            return;
        if (key.Count(character => character == ':') != 2)
            throw LxdFailure.Internal($"invalid API key {GoString.Quote(key)}; expected \"<consumer secret>:<token key>:<token secret>\"");
        GoUri uri;
        try
        {
            uri = GoUri.Parse($"{url}/api/2.0/");
        }
        catch (LxdFailure failure)
        {
            throw LxdFailure.Internal($"unexpected: {failure.Message}");
        }

        throw Unreachable("Get", uri with { Path = $"{(uri.Path.StartsWith('/') ? "" : "/")}{uri.Path}version/", Query = "" });
    }

    private static void ConnectToCandid(string url, string key)
    {
        if (url.Length == 0)
            return;
        try
        {
            GoUri.Parse(url);
        }
        catch (LxdFailure)
        {
            throw LxdFailure.Internal($"bad identity client base URL {GoString.Quote(url)}");
        }

        if (key.Length > 0)
            RequireKey(key);
    }

    private void ConnectToRbac(string member, Func<string, string> config)
    {
        _rbac.Remove(member);
        var url = config(RbacUrl);
        if (url.Length == 0 || OfAgent.Any(key => config(key).Length == 0))
            return;
        RequireKey(config("rbac.agent.private_key"));
        RequireKey(config("rbac.agent.public_key"));
        _rbac[member] = url;
        ConnectToCandid($"{url}/auth", config("rbac.api.key"));
    }

    private static void RequireKey(string key)
    {
        if (!GoBase64.TryMeasure(key, out var length, out var fault))
            throw LxdFailure.Internal($"cannot decode base64 key: illegal base64 data at input byte {fault}");
        if (length != KeyLength)
            throw LxdFailure.Internal($"wrong length for key, got {length} want {KeyLength}");
    }

    private static LxdFailure Unreachable(string method, GoUri uri) => LxdFailure.Internal($"{method} {GoString.Quote($"{uri}")}: {WhyNot(uri)}");

    private static string WhyNot(GoUri uri)
    {
        if (uri.Scheme is not ("http" or "https"))
            return $"unsupported protocol scheme {GoString.Quote(uri.Scheme)}";
        if (uri.Host.Length == 0)
            return "http: no Host in request URL";
        var port = uri.Port.Length > 0 ? uri.Port : uri.Scheme == "http" ? "80" : "443";
        if (!ushort.TryParse(port, out _))
            return $"dial tcp: address {port}: invalid port";
        var host = uri.HostName == "localhost" ? "127.0.0.1" : uri.HostName;
        if (ListenAddress.IsIPv4(host))
            return $"dial tcp {host}:{port}: connect: connection refused";
        return IPAddress.TryParse(host, out var address) && host.Contains(':', StringComparison.Ordinal)
            ? $"dial tcp [{address}]:{port}: connect: connection refused"
            : $"dial tcp: lookup {host}: no such host";
    }
}

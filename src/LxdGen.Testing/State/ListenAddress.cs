using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>Where a server listens: a host, if any, and a port, if not the default one.</summary>
internal sealed partial record ListenAddress(string Host, string Port)
{
    private const string DefaultPort = "8443";

    /// <summary>The names that LXD would look up are those of a network that there may not be: only this one is known.</summary>
    private const string KnownName = "localhost";

    /// <summary>What is wrong with one, null for nothing.</summary>
    public static string? Complaint(string value) => Parse(value) is { } address && (address.IsWildcard || address.Host == KnownName || IsAddress(address.Host)) ? null : $"Couldn't resolve {GoString.Quote(Parse(value).Host)}";

    /// <summary>The same where it is to be the address of one member.</summary>
    public static string? ComplaintOfOne(string value) => Parse(value).IsWildcard ? "Wildcard addresses aren't allowed" : Complaint(value);

    public static bool IsIPv4(string text) => IPv4().IsMatch(text) && IPAddress.TryParse(text, out _);

    public static ListenAddress Parse(string value) => WithPort().Match(value) is { Success: true } match
        ? new ListenAddress(match.Groups["host"].Value, match.Groups["port"].Value is { Length: > 0 } port ? port : DefaultPort)
        : new ListenAddress(value is ['[', .. var inner, ']'] ? inner : value, DefaultPort);

    /// <summary>Where clients find it: of one that takes all addresses of the machine, those of its networks.</summary>
    public IReadOnlyList<string> Reachable => IsWildcard ? [.. OfMachine().Select(address => Join($"{address}", Port))] : [Join(Host, Port)];

    /// <summary>Whether who listens there is found at the other one too.</summary>
    public bool Covers(ListenAddress other) => Port == other.Port && (Host == other.Host || Host is "" or "::" || (Host == "0.0.0.0" && IsIPv4(other.Host)));

    public override string ToString() => Join(Host, Port);

    /// <summary>Takes it.</summary>
    public Socket Bind(string configured)
    {
        var failure = $"Cannot listen on network HTTPS socket {GoString.Quote(configured)}: listen tcp";
        if (!long.TryParse(Port, out var port))
            throw LxdFailure.Internal($"{failure}: address tcp/{Port}: unknown port");
        if (port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw LxdFailure.Internal($"{failure}: address {Port}: invalid port");
        var endPoint = new IPEndPoint(Host == KnownName ? IPAddress.Loopback : Host.Length == 0 ? IPAddress.IPv6Any : IPAddress.Parse(Host), (int)port);
        try
        {
            return Bind(endPoint);
        }
        catch (SocketException e)
        {
            throw LxdFailure.Internal($"{failure} {(Host.Length == 0 ? $":{Port}" : endPoint)}: bind: {WordsOf(e)}");
        }
    }

    public static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(endPoint);
            // Linux tells of some ports only here that they are taken.
            socket.Listen(512);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsWildcard => Host is "" or "0.0.0.0" or "::";

    private static bool IsAddress(string host) => IsIPv4(host) || (host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out _));

    private static string Join(string host, string port) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";

    private static string WordsOf(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "address already in use",
        SocketError.AddressNotAvailable => "cannot assign requested address",
        SocketError.AccessDenied => "permission denied",
        _ => e.Message,
    };

    private IEnumerable<IPAddress> OfMachine() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && (address.AddressFamily == AddressFamily.InterNetwork || Host != "0.0.0.0"));

    [GeneratedRegex(@"^(\[(?<host>[^\[\]]*)\]|(?<host>[^:\[\]]*)):(?<port>[^:\[\]]*)\z")]
    private static partial Regex WithPort();

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z")]
    private static partial Regex IPv4();
}

using LxdGen.Raw;

namespace LxdGen.Migration;

/// <summary>Where one server can reach another.</summary>
internal static class ServerAddresses
{
    /// <summary>Scheme, host and port, the most promising first: where this process reaches it, then where it says that it listens.</summary>
    /// <exception cref="InvalidOperationException">It listens on no address.</exception>
    public static IReadOnlyList<string> Of(LxdPipeline pipeline, LxdServer server)
    {
        string[] addresses = [.. new[] { pipeline.RemoteAddress }.OfType<string>().Concat(server.Environment?.Addresses.Select(address => $"https://{address}") ?? []).Distinct()];
        return addresses.Length > 0
            ? addresses
            : throw new InvalidOperationException($"The other server cannot connect to {pipeline}: it listens on no address. Set its core.https_address, or migrate with {nameof(MigrationMode)}.{nameof(MigrationMode.Relay)}.");
    }

    /// <summary>Whether an operation failed since its server could not connect to the other one, so that another address may do.</summary>
    public static bool IsUnreached(LxdException e) =>
        e.ServerMessage is { } text && (text.Contains("dial tcp", StringComparison.Ordinal) || text.Contains("connection refused", StringComparison.OrdinalIgnoreCase) || text.Contains("Failed to connect", StringComparison.OrdinalIgnoreCase));
}

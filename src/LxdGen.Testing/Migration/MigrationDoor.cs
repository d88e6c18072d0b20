using System.Net.WebSockets;
using System.Security.Cryptography;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>Where those come in who know the secrets of an operation, with a websocket for each.</summary>
/// <remarks>Thread-safe, with a lock of its own.</remarks>
internal sealed class MigrationDoor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, WebSocket> _sockets = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<MigrationLink> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>By channel.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; } =
        MigrationChannel.All.ToDictionary(channel => channel, _ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    /// <summary>What a secret opens; null for nothing.</summary>
    public string? ChannelOf(string secret) => Secrets.FirstOrDefault(pair => pair.Value == secret).Key;

    /// <summary>Takes a websocket in and keeps it until the migration is over.</summary>
    public async Task ServeAsync(string channel, WebSocket socket, CancellationToken stopping)
    {
        lock (_sockets)
        {
            _sockets[channel] = socket;
            if (_sockets.Count == Secrets.Count)
                _connected.TrySetResult(new MigrationLink(_sockets[MigrationChannel.Control], _sockets[MigrationChannel.Files]));
        }

        await _closed.Task.WaitAsync(stopping).ConfigureAwait(false);
    }

    /// <summary>Waits until all have come.</summary>
    public async Task<MigrationLink> WaitAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return await _connected.Task.WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw LxdFailure.Internal("Timed out waiting for connections");
        }
    }

    public void Close() => _closed.TrySetResult();
}

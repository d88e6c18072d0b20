using System.Diagnostics.CodeAnalysis;

namespace LxdGen.Raw;

/// <summary>What is known of the server, asked for once.</summary>
/// <param name="known">What is known from elsewhere, null if nothing is.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
internal sealed class ServerCache(LxdServer? known)
{
    private readonly SemaphoreSlim _asking = new(1, 1);
    private LxdServer? _server = known;

    public bool IsKnown => _server is not null;

    public ValueTask<LxdServer> GetAsync(LxdPipeline pipeline, CancellationToken cancellationToken) =>
        _server is { } server ? new(server) : new(AskAsync(pipeline, cancellationToken));

    private async Task<LxdServer> AskAsync(LxdPipeline pipeline, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_server is { } known)
                return known;
            var reply = await new ServerClient(pipeline).GetAsync(cancellationToken).ConfigureAwait(false);
            var server = new LxdServer(reply.Value);
            // An untrusted client may become trusted, and then sees more.
            if (server.IsTrusted)
                _server = server;
            return server;
        }
        finally
        {
            _asking.Release();
        }
    }
}

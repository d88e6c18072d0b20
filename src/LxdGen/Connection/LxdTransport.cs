namespace LxdGen.Raw;

/// <summary>Where requests go, and through what.</summary>
internal sealed class LxdTransport : IDisposable
{
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpMessageInvoker _invoker;
    private volatile bool _isDisposed;

    /// <summary>Creates the transport.</summary>
    /// <param name="handler">Sends the requests.</param>
    /// <param name="ownsHandler">Whether the handler ends with the transport.</param>
    /// <param name="baseAddress">Scheme and authority, without a slash at the end.</param>
    /// <param name="identity">Tells the same for two transports when they lead to the same server.</param>
    public LxdTransport(HttpMessageHandler handler, bool ownsHandler, string baseAddress, Func<string> identity)
    {
        _invoker = new HttpMessageInvoker(handler, ownsHandler);
        BaseAddress = baseAddress;
        Identity = identity;
    }

    /// <summary>Scheme and authority.</summary>
    public string BaseAddress { get; }

    public Func<string> Identity { get; }

    /// <summary>What to look at when the server refuses a request as forbidden, null for nothing in particular.</summary>
    public string? Advice { get; init; }

    /// <summary>The URI of an escaped path, which goes onto the wire as it is.</summary>
    public Uri UriOf(string pathAndQuery) => new(BaseAddress + pathAndQuery, AsItIs);

    /// <exception cref="ObjectDisposedException">The client was disposed of.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(LxdClient));
        return _invoker.SendAsync(message, cancellationToken);
    }

    public void Dispose()
    {
        _isDisposed = true;
        _invoker.Dispose();
    }
}

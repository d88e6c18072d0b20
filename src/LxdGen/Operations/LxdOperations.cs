using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>The jobs of the server.</summary>
/// <remarks>Thread-safe. Members are virtual, for mocks.</remarks>
[DebuggerDisplay("operations")]
public class LxdOperations
{
    private readonly IOperationsClient? _client;

    /// <summary>Creates operations that are connected to nothing, for mocks.</summary>
    protected LxdOperations()
    {
    }

    /// <summary>Creates the operations of a server.</summary>
    /// <param name="client">What sends the requests.</param>
    public LxdOperations(IOperationsClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    private IOperationsClient Client => _client ?? throw new InvalidOperationException("These operations are a mock that leads nowhere.");

    /// <summary>Reads all operations, whatever their status: <c>GET /1.0/operations?recursion=1</c>. Those that have ended are listed for some seconds.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The operations, loaded.</returns>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<IReadOnlyList<LxdOperation>> AllAsync(CancellationToken cancellationToken = default)
    {
        var reply = await Client.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. reply.Value.SelectMany(group => group.Value).Select(data => new LxdOperation(Client.Pipeline, new OperationState(data)))];
    }

    /// <summary>Reads one operation: <c>GET /1.0/operations/{operationId}</c>.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The operation, loaded.</returns>
    /// <exception cref="LxdNotFoundException">There is none, or the server has forgotten it.</exception>
    /// <exception cref="ArgumentException">The id is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task<LxdOperation> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var operation = Resume(id);
        await operation.SyncAsync(cancellationToken).ConfigureAwait(false);
        return operation;
    }

    /// <summary>Reads one operation if it is there: <c>GET /1.0/operations/{operationId}</c>.</summary>
    /// <param name="id">Its UUID.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The operation, loaded; null if there is none, or the server has forgotten it.</returns>
    /// <exception cref="ArgumentException">The id is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    /// <exception cref="LxdException">The server refused for another reason than that there is none.</exception>
    public virtual async Task<LxdOperation?> TryGetAsync(string id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetAsync(id, cancellationToken).ConfigureAwait(false);
        }
        // A server error whose text has "not found" in it does not prove that there is none.
        catch (LxdNotFoundException e) when (e.StatusCode == 404)
        {
            return null;
        }
    }

    /// <summary>Takes up an operation that was begun elsewhere or earlier. Nothing is sent.</summary>
    /// <param name="id">Its UUID.</param>
    /// <returns>The operation, not loaded: it can be waited for and cancelled at once.</returns>
    /// <exception cref="ArgumentException">The id is empty, <c>.</c> or <c>..</c>, or has a slash, a NUL or half a surrogate pair.</exception>
    [SuppressMessage("Naming", "CA1716", Justification = "The best word for it; Visual Basic can escape it.")]
    public virtual LxdOperation Resume(string id)
    {
        LxdName.ThrowIfNoSegment(id, nameof(id));
        return new LxdOperation(Client.Pipeline, new OperationState(id));
    }
}

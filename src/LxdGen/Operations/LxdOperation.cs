using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LxdGen.Raw;

namespace LxdGen;

/// <summary>A job of the server: what it is, how far it has come, and its end to wait for.</summary>
/// <remarks>
/// Thread-safe. Its properties say what was last heard: when it began, from <see cref="SyncAsync"/>, and while anyone waits
/// for it. Members are virtual, for mocks.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public class LxdOperation
{
    private readonly LxdPipeline? _pipeline;

    /// <summary>Creates one that leads nowhere, for mocks.</summary>
    protected LxdOperation() => State = new OperationState(string.Empty);

    internal LxdOperation(LxdPipeline pipeline, OperationState state, LxdRequest? request = null)
    {
        _pipeline = pipeline;
        State = state;
        Request = request;
    }

    /// <summary>What a server did before it answered, which needs no waiting for.</summary>
    internal static LxdOperation Done(LxdPipeline pipeline) =>
        new(pipeline, new OperationState(new OperationData { Status = OperationStatus.Success, StatusCode = 200 }));

    /// <summary>The UUID.</summary>
    public virtual string Id => State.Id;

    /// <summary>Whether anything but <see cref="Id"/> is known.</summary>
    public virtual bool IsLoaded => State.Latest is not null;

    /// <summary>What the server last said of it. Its metadata may hold secrets.</summary>
    /// <exception cref="InvalidOperationException">Nothing was heard of it yet.</exception>
    public virtual OperationData Data => State.Latest ?? throw new InvalidOperationException($"Nothing is known of the operation {Id} yet. Call SyncAsync or WaitAsync first.");

    /// <summary>What kind of operation it is.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    [SuppressMessage("Naming", "CA1716", Justification = "LXD's own word; Visual Basic can escape it.")]
    public virtual OperationClass Class => Data.Class;

    /// <summary>What it does, in words.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual string Description => Data.Description;

    /// <summary>How far it has come.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual OperationStatus Status => Data.Status;

    /// <summary>Whether it has ended, well or not; false where nothing is known of it yet.</summary>
    public virtual bool HasEnded => State.HasEnded;

    /// <summary>Whether <see cref="CancelAsync"/> can be of use. Few operations can be cancelled.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual bool MayCancel => Data.MayCancel;

    /// <summary>How far it has come, in numbers; null where the server does not say, as for most operations.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual LxdProgress? Progress => LxdProgress.Of(Data.Metadata);

    /// <summary>When it was created, null where the server does not say.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual DateTimeOffset? CreatedAt => Data.CreatedAt;

    /// <summary>When it last changed, null where the server does not say.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual DateTimeOffset? UpdatedAt => Data.UpdatedAt;

    /// <summary>URLs of what it works on, by kind. They are not always real URLs.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual IDictionary<string, IReadOnlyList<string>> Resources => Data.Resources;

    /// <summary>The URL of what it creates or changes; null where the server does not say. Needs the API extension <c>operation_metadata_entity_url</c>.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual string? EntityUrl => Data.Metadata.TryGetValue("entity_url", out var url) && url.ValueKind == JsonValueKind.String ? url.GetString() : null;

    /// <summary>What it has to tell besides. It may hold secrets.</summary>
    /// <inheritdoc cref="Data" path="/exception"/>
    public virtual IDictionary<string, JsonElement> Metadata => Data.Metadata;

    internal OperationState State { get; private init; }

    /// <summary>What began it, null where that is not known.</summary>
    internal LxdRequest? Request { get; }

    /// <summary>
    /// Asked when the server has forgotten how the operation ended: reads what it was to change, and tells whether that is
    /// certainly done. False, and null here, leave the outcome unknown.
    /// </summary>
    internal Func<CancellationToken, Task<bool>>? Settle { get; set; }

    /// <summary>What it is and what began it, for exceptions.</summary>
    internal string Describe() => $"the operation '{State.Latest?.Description}' ({Id}){(Request is null ? "" : $" that {Request} began")}";

    private LxdPipeline Pipeline => _pipeline ?? throw new InvalidOperationException("This operation is a mock that leads nowhere.");

    /// <summary>
    /// Waits until it has succeeded. The news come over one websocket, <c>GET /1.0/events</c>, that all waits of a client
    /// share; where there is none to be had, from <c>GET /1.0/operations/{operationId}/wait</c>.
    /// </summary>
    /// <param name="progress">Is told how far it has come, on whatever thread the news come; null for nobody.</param>
    /// <param name="cancellationToken">Ends the wait; the operation goes on.</param>
    /// <returns>A task that ends when it has succeeded.</returns>
    /// <exception cref="LxdException">It failed or was cancelled: of the type that a refusal would have, else <see cref="LxdOperationFailedException"/>.</exception>
    /// <exception cref="LxdOutcomeUnknownException">The server has forgotten it, or cannot be asked any more.</exception>
    public virtual Task WaitAsync(IProgress<LxdProgress>? progress = null, CancellationToken cancellationToken = default) =>
        HasEnded && _pipeline is null ? Task.CompletedTask : Pipeline.WaitAsync(this, progress, cancellationToken);

    /// <summary>Asks the server to cancel it: <c>DELETE /1.0/operations/{operationId}</c>. A wait for it then ends with an <see cref="LxdOperationFailedException"/>.</summary>
    /// <param name="cancellationToken">Ends the request; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the server has agreed.</returns>
    /// <exception cref="LxdNotFoundException">The server has forgotten it.</exception>
    /// <exception cref="LxdException">It cannot be cancelled, or has ended.</exception>
    public virtual Task CancelAsync(CancellationToken cancellationToken = default) =>
        new OperationsClient(Pipeline).CancelAsync(Id, cancellationToken);

    /// <summary>Asks how far it has come: <c>GET /1.0/operations/{operationId}</c>.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that ends when the answer is in the properties.</returns>
    /// <exception cref="LxdNotFoundException">The server has forgotten it, as it does some seconds after the end.</exception>
    /// <exception cref="LxdException">The server refused.</exception>
    public virtual async Task SyncAsync(CancellationToken cancellationToken = default)
    {
        var reply = await new OperationsClient(Pipeline).GetAsync(Id, cancellationToken).ConfigureAwait(false);
        State.Take(reply.Value);
    }

    /// <inheritdoc/>
    public override string ToString() => State.Latest is { } data ? $"operation {Id} {data.Status}" : $"operation {Id}";
}

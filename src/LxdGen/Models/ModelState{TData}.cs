using System.Diagnostics.CodeAnalysis;
using LxdGen.Raw;

namespace LxdGen.Models;

/// <summary>What a model knows of its object, and the verbs that need no more than that. Generated models hold one.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <param name="endpoint">The object's endpoint.</param>
/// <param name="pipeline">What the endpoint sends its requests through.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to dispose of.")]
public class ModelState<TData>(ModelEndpoint<TData> endpoint, LxdPipeline pipeline)
    where TData : class
{
    private readonly SemaphoreSlim _busy = new(1, 1);
    private TData? _data;
    private bool _isDeleted;

    /// <summary>Whether the object was ever read from the server.</summary>
    [MemberNotNullWhen(true, nameof(_data))]
    public bool IsLoaded => _data is not null;

    /// <summary>Whether the server may have other values than these: after a raw write, or a write of unknown fate.</summary>
    public bool IsStale { get; private protected set; }

    /// <summary>Whether the object was deleted through this model, or what it belongs to through the model that this one has of it.</summary>
    public bool IsDeleted => _isDeleted || endpoint.Parent is { IsDeleted: true };

    /// <summary>What the server last sent.</summary>
    /// <exception cref="InvalidOperationException">Nothing was read yet.</exception>
    public TData Data => _data ?? throw new InvalidOperationException($"{endpoint.Name} has not been read from the server yet. Call SyncAsync first, or get it from its collection.");

    private protected string? ETag { get; private set; }

    /// <summary>Takes the server's values and keeps edits.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that ends when the values are there.</returns>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        using var turn = await EnterToReadAsync(cancellationToken).ConfigureAwait(false);
        Load(await endpoint.GetAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes values that were read elsewhere, and keeps edits.</summary>
    /// <param name="reply">The values and their ETag.</param>
    public virtual void Load(LxdReply<TData> reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        _data = reply.Value;
        ETag = reply.ETag;
        IsStale = false;
    }

    /// <summary>Deletes the object and waits until it is gone.</summary>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the object is gone.</returns>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        using var turn = await EnterToWriteAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(() => endpoint.DeleteAsync(cancellationToken), IsGoneAsync, cancellationToken).ConfigureAwait(false);
        _isDeleted = true;
    }

    /// <summary>Makes a change that is no edit, waits until it is done, and takes the server's values. Edits are kept.</summary>
    /// <param name="send">Sends the change.</param>
    /// <param name="done">What follows here from its success, before the values are read; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the server's values are there.</returns>
    public async Task ChangeAsync(Func<Task<LxdReply>> send, Action? done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        using var turn = await EnterToWriteAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(send, settle: null, cancellationToken).ConfigureAwait(false);
        done?.Invoke();
        Load(await ReadBackAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives the object another name, waits until that is done, and takes the server's values. Edits are kept.</summary>
    /// <param name="newName">The new name.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="done">Takes it for the model's.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the server's values are there.</returns>
    /// <exception cref="ArgumentException">The name cannot be one, or a control character is in it.</exception>
    public Task RenameAsync(string newName, Func<Task<LxdReply>> send, Action done, CancellationToken cancellationToken)
    {
        LxdName.ThrowIfUnfitForNew(newName, nameof(newName));
        return ChangeAsync(send, done, cancellationToken);
    }

    /// <summary>Sends something as it is, does not wait, and leaves the values here as they are, marked stale.</summary>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Ends the request; the server may carry it out all the same.</param>
    /// <returns>The reply; its operation was not waited for.</returns>
    public async Task<LxdReply> SendRawAsync(Func<Task<LxdReply>> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(send);
        using var turn = await EnterToWriteAsync(cancellationToken).ConfigureAwait(false);
        LxdReply? reply = null;
        // The operation is the caller's to wait for, so only the sending is watched here.
        await WriteAsync(async () => { reply = await send().ConfigureAwait(false); return new LxdReply(); }, settle: null, cancellationToken).ConfigureAwait(false);
        IsStale = true;
        return reply!;
    }

    /// <summary>Takes note that the object is no more where it was: something else than <see cref="DeleteAsync"/> removed it.</summary>
    public void MarkDeleted() => _isDeleted = true;

    /// <summary>The name, and what is to be known before relying on the rest. Never throws.</summary>
    /// <returns>A text for people.</returns>
    public override string ToString() => endpoint.Name + (IsDeleted ? " (deleted)" : !IsLoaded ? " (not read yet)" : IsStale ? " (stale)" : string.Empty);

    /// <summary>Waits until no other verb of this model is under way, and refuses if the object is gone.</summary>
    private protected async ValueTask<IDisposable> EnterToReadAsync(CancellationToken cancellationToken)
    {
        ThrowIfDeleted();
        await _busy.WaitAsync(cancellationToken).ConfigureAwait(false);
        var turn = new Turn(_busy);
        if (IsDeleted)
            turn.Dispose();
        ThrowIfDeleted();
        return turn;
    }

    /// <summary>The same, and waits until no one else in this process writes to the object.</summary>
    private protected async ValueTask<IDisposable> EnterToWriteAsync(CancellationToken cancellationToken)
    {
        var turn = await EnterToReadAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            turn = new Turn(_busy, await pipeline.EnterAsync(endpoint.Address, cancellationToken).ConfigureAwait(false));
            // What it belongs to may have been deleted while this waited.
            ThrowIfDeleted();
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Sends a change and waits until it is done. Whatever goes wrong, this object says whether it can still be relied on.</summary>
    /// <param name="send">Sends it.</param>
    /// <param name="settle">Tells whether it is certainly done, where the server has forgotten how the operation ended; null where nothing can tell.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    private protected async Task WriteAsync(Func<Task<LxdReply>> send, Func<CancellationToken, Task<bool>>? settle, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var reply = await send().ConfigureAwait(false);
            if (reply.Operation is { } operation)
                operation.Settle = settle;
            await WriteFate.AfterAsync(() => reply.WaitAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e) when (MakesStale(e))
        {
            IsStale = true;
            throw;
        }
    }

    /// <summary>Reads back what a change has made. A failure here does not undo the change, and says so.</summary>
    private protected async Task<LxdReply<TData>> ReadBackAsync(CancellationToken cancellationToken)
    {
        // Until it has been read back, the object has other values on the server than here.
        IsStale = true;
        LxdReply<TData>? reply = null;
        await WriteFate.AfterAsync(async () => reply = await endpoint.GetAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return reply!;
    }

    private async Task<bool> IsGoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await endpoint.GetAsync(cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (LxdException e)
        {
            return e is LxdNotFoundException { StatusCode: 404 };
        }
    }

    private static bool MakesStale(Exception e) => e switch
    {
        ArgumentException or NotSupportedException => false,
        LxdPreconditionFailedException => true,
        LxdException fault => fault.WriteMayHaveHappened,
        OperationCanceledException { InnerException: LxdException fate } => fate.WriteMayHaveHappened,
        _ => true,
    };

    internal void ThrowIfDeleted()
    {
        if (IsDeleted)
            throw new InvalidOperationException($"{endpoint.Name} was deleted{(_isDeleted ? string.Empty : $" with {endpoint.Parent}")}. To work with a new object of that name, get it from its collection.");
    }

    private sealed class Turn(SemaphoreSlim busy, IDisposable? turn = null) : IDisposable
    {
        public void Dispose()
        {
            turn?.Dispose();
            busy.Release();
        }
    }
}

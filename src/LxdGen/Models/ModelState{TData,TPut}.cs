using LxdGen.Raw;

namespace LxdGen.Models;

/// <summary>What a model knows of an object that can be edited: the server's values, the edits, and how one becomes the other.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
/// <param name="endpoint">The object's endpoint.</param>
/// <param name="pipeline">What the endpoint sends its requests through.</param>
public sealed class ModelState<TData, TPut>(ModelEndpoint<TData, TPut> endpoint, LxdPipeline pipeline) : ModelState<TData>(endpoint, pipeline)
    where TData : class
    where TPut : class
{
    // How often UpdateAsync makes its edit before it gives up on an object that others keep changing.
    private const int MaxUpdates = 5;

    private readonly ModelFields<TData, TPut> _fields = endpoint.Fields;

    // What comes back from the server is merged on whatever thread it arrives, while the model's user may be editing.
    private readonly object _editing = new();
    private TPut? _edited;

    /// <summary>The fields that can be edited, as they are now, to be read. Made on first use and kept, so that its maps can be held on to.</summary>
    /// <exception cref="InvalidOperationException">Nothing was read yet.</exception>
    public TPut Edited
    {
        get
        {
            lock (_editing)
            {
                if (_edited is null)
                {
                    _edited = Basis;
                    _fields.ShareLock(_edited, _editing);
                }

                return _edited;
            }
        }
    }

    /// <summary>Whether saving would send anything.</summary>
    public bool IsDirty => Changes.Count > 0;

    /// <summary>What was edited since the server's values were taken.</summary>
    public IReadOnlyList<LxdChange> Changes
    {
        get
        {
            lock (_editing)
                return _edited is null ? [] : _fields.Compare(Basis, _edited);
        }
    }

    private TPut Basis => _fields.ToPut(Data);

    /// <summary>Edits a field.</summary>
    /// <param name="edit">Sets it.</param>
    /// <exception cref="InvalidOperationException">Nothing was read yet.</exception>
    public void Edit(Action<TPut> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        lock (_editing)
            edit(Edited);
    }

    /// <inheritdoc/>
    public override void Load(LxdReply<TData> reply) => Load(reply, basis: null);

    /// <summary>Takes the server's values and drops edits.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>A task that ends when the values are there.</returns>
    public async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var dropped = Snapshot();
        using var turn = await EnterToReadAsync(cancellationToken).ConfigureAwait(false);
        Load(await endpoint.GetAsync(cancellationToken).ConfigureAwait(false), basis: dropped);
    }

    /// <summary>Sends the edits, waits until they are done, and takes the server's values.</summary>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the server's values are there; at once if nothing was edited.</returns>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        using var turn = await EnterToWriteAsync(cancellationToken).ConfigureAwait(false);
        if (!IsDirty)
            return;
        var body = CopyEdited();
        var current = await CheckAsync(cancellationToken).ConfigureAwait(false);
        _fields.TakeUnknown(current.Value, body);
        await WriteAndLoadAsync(() => endpoint.PutAsync(body, current.ETag, cancellationToken), token => IsAsSentAsync(body, token), basis: body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a whole new representation, waits until it is done, takes the server's values and drops edits.</summary>
    /// <param name="body">What to send.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the server's values are there.</returns>
    public async Task PutAsync(TPut body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        body = _fields.Copy(body);
        var dropped = Snapshot();
        using var turn = await EnterToWriteAsync(cancellationToken).ConfigureAwait(false);
        var etag = IsLoaded ? (await CheckAsync(cancellationToken).ConfigureAwait(false)).ETag : null;
        await WriteAndLoadAsync(() => endpoint.PutAsync(body, etag, cancellationToken), token => IsAsSentAsync(body, token), basis: dropped, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends what is to change, completed so that nothing else does, waits, takes the server's values and drops edits.</summary>
    /// <param name="body">What is to change.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the server's values are there.</returns>
    public async Task PatchAsync(TPut body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        body = _fields.Copy(body);
        var dropped = Snapshot();
        using var turn = await EnterToWriteAsync(cancellationToken).ConfigureAwait(false);
        var etag = IsStale ? null : ETag;
        if (_fields.WipedBy(body) is { Count: > 0 } wiped)
        {
            var fresh = await endpoint.GetAsync(cancellationToken).ConfigureAwait(false);
            foreach (var field in wiped)
                field.Load(fresh.Value, body);
            etag = fresh.ETag;
        }

        await WriteAndLoadAsync(() => endpoint.PatchAsync(body, etag, cancellationToken), settle: null, basis: dropped, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends exactly what it is given, and leaves the values here as they are, marked stale.</summary>
    /// <param name="body">What to send.</param>
    /// <param name="ifMatch">The ETag that the object must have, null for any.</param>
    /// <param name="cancellationToken">Ends the request; the server may carry it out all the same.</param>
    /// <returns>The reply; its operation was not waited for.</returns>
    public Task<LxdReply> RawPutAsync(TPut body, string? ifMatch, CancellationToken cancellationToken) =>
        SendRawAsync(body, copy => endpoint.PutAsync(copy, ifMatch, cancellationToken), cancellationToken);

    /// <inheritdoc cref="RawPutAsync"/>
    public Task<LxdReply> RawPatchAsync(TPut body, string? ifMatch, CancellationToken cancellationToken) =>
        SendRawAsync(body, copy => endpoint.PatchAsync(copy, ifMatch, cancellationToken), cancellationToken);

    /// <summary>Reads, edits and saves, and again when someone else was faster.</summary>
    /// <param name="edit">Makes the edit; may run more than once, on other values each time.</param>
    /// <param name="cancellationToken">Ends the wait; the server may carry it out all the same.</param>
    /// <returns>A task that ends when the server's values are there.</returns>
    public async Task UpdateAsync(Action edit, CancellationToken cancellationToken)
    {
        using var turn = await EnterToWriteAsync(cancellationToken).ConfigureAwait(false);
        if (IsDirty)
            throw new InvalidOperationException($"{endpoint.Name} has edits that were not saved ({string.Join(", ", Changes.Select(change => change.Field))}). Call SaveAsync or RollbackAsync before UpdateAsync.");
        var attempt = 1;
        while (!await TryUpdateAsync(edit, isLast: attempt == MaxUpdates, cancellationToken).ConfigureAwait(false))
            attempt++;
    }

    private async Task<bool> TryUpdateAsync(Action edit, bool isLast, CancellationToken cancellationToken)
    {
        Load(await endpoint.GetAsync(cancellationToken).ConfigureAwait(false));
        if (MakeEdit(edit) is not { } body)
            return true;
        try
        {
            await WriteAsync(() => endpoint.PutAsync(body, ETag, cancellationToken), token => IsAsSentAsync(body, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Withdraw(body);
            if (e is LxdPreconditionFailedException && !isLast)
                return false;
            throw;
        }

        Load(await ReadBackAsync(cancellationToken).ConfigureAwait(false), basis: body);
        return true;
    }

    /// <summary>
    /// Makes the edit on the server's values alone, and returns what to send; null if it has changed nothing. Edits that
    /// were made while an earlier try was under way stay here, for the caller to save.
    /// </summary>
    private TPut? MakeEdit(Action edit)
    {
        lock (_editing)
        {
            var others = CopyEdited();
            _fields.Merge(Edited, Basis, Edited);
            try
            {
                edit();
                if (!IsDirty)
                    return null;
                var body = CopyEdited();
                _fields.Merge(Basis, body, others);
                return body;
            }
            finally
            {
                _fields.CopyInto(others, Edited);
            }
        }
    }

    /// <summary>The edit is the caller's to make again; left here it would be taken for one of his own.</summary>
    private void Withdraw(TPut body)
    {
        lock (_editing)
            _fields.Merge(body, Basis, Edited);
    }

    /// <summary>
    /// Makes sure that a PUT overwrites no one else's change, and returns what the server has, with the ETag to send along.
    /// The server checks the ETag. Where that does not cover all that a PUT sends, edited or not, it is read and compared here.
    /// </summary>
    private async Task<LxdReply<TData>> CheckAsync(CancellationToken cancellationToken)
    {
        if (ETag is not null && !IsStale && _fields.AreAllInETag)
            return new LxdReply<TData>(Data, ETag: ETag);
        var fresh = await endpoint.GetAsync(cancellationToken).ConfigureAwait(false);
        var changed = _fields.Compare(Basis, _fields.ToPut(fresh.Value));
        if (changed.Count > 0)
        {
            IsStale = true;
            throw new LxdPreconditionFailedException($"{endpoint.Name} was changed on the server since it was read: {string.Join(", ", changed.Select(change => change.Field))}. Nothing was sent and edits are kept. Call SyncAsync to take the server's values under them, look, and save again.");
        }

        return fresh;
    }

    private Task<LxdReply> SendRawAsync(TPut body, Func<TPut, Task<LxdReply>> send, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        var copy = _fields.Copy(body);
        return SendRawAsync(() => send(copy), cancellationToken);
    }

    /// <summary>Whether the server has exactly what was put. Where it adds keys of its own, that does not tell.</summary>
    private async Task<bool> IsAsSentAsync(TPut body, CancellationToken cancellationToken)
    {
        try
        {
            var fresh = await endpoint.GetAsync(cancellationToken).ConfigureAwait(false);
            return _fields.Compare(_fields.ToPut(fresh.Value), body).Count == 0;
        }
        catch (LxdException)
        {
            return false;
        }
    }

    private async Task WriteAndLoadAsync(Func<Task<LxdReply>> send, Func<CancellationToken, Task<bool>>? settle, TPut? basis, CancellationToken cancellationToken)
    {
        await WriteAsync(send, settle, cancellationToken).ConfigureAwait(false);
        Load(await ReadBackAsync(cancellationToken).ConfigureAwait(false), basis);
    }

    /// <summary>The edits as they are now, so that they can be told from those that are made while a request is under way.</summary>
    private TPut? Snapshot() => _edited is null ? null : CopyEdited();

    private TPut CopyEdited()
    {
        lock (_editing)
            return _fields.Copy(Edited);
    }

    /// <summary>Takes the server's values. What differs between <paramref name="basis"/> and the fields here is an edit and stays.</summary>
    private void Load(LxdReply<TData> reply, TPut? basis)
    {
        lock (_editing)
        {
            basis ??= _edited is null ? null : Basis;
            base.Load(reply);
            if (_edited is null)
                return;
            _fields.Merge(basis!, Basis, _edited);
            _fields.TakeUnknown(Data, _edited);
        }
    }
}

namespace LxdGen.Models;

/// <summary>One field of a model that can be edited: where it is in what GET returns and in what PUT takes.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
public abstract class ModelField<TData, TPut>
{
    private protected ModelField(string name) => Name = name;

    /// <summary>The field's name in JSON.</summary>
    public string Name { get; }

    /// <summary>Whether the server's ETag stays the same when this field changes.</summary>
    public bool NotInETag { get; init; }

    /// <summary>Whether the server empties this field when a PATCH does not send it.</summary>
    public bool WipedByPatch { get; init; }

    /// <summary>Whether its value is a credential, which no text shows.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Lets one lock guard all that can be edited.</summary>
    internal virtual void ShareLock(TPut edited, object shared)
    {
    }

    /// <summary>Puts what the server has into a body.</summary>
    internal abstract void Load(TData from, TPut into);

    /// <summary>Copies from one body to another.</summary>
    internal abstract void Copy(TPut from, TPut into);

    /// <summary>Whether a body would not send the field.</summary>
    internal abstract bool IsUnset(TPut body);

    /// <summary>How one body differs from another.</summary>
    internal abstract IEnumerable<LxdChange> Compare(TPut from, TPut to);

    /// <summary>Brings <paramref name="local"/> from <paramref name="basis"/> to <paramref name="server"/>, except where it was edited.</summary>
    internal abstract void Merge(TPut basis, TPut server, TPut local);
}

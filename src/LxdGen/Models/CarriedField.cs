namespace LxdGen.Models;

/// <summary>A field of PUT that belongs to a verb of its own: it is sent when the caller gives it, and never of itself.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
/// <typeparam name="T">The value's type in the latter.</typeparam>
/// <param name="name">The field's name in JSON.</param>
/// <param name="ofPut">Reads it from what PUT takes.</param>
/// <param name="set">Sets it in what PUT takes.</param>
public sealed class CarriedField<TData, TPut, T>(string name, Func<TPut, T> ofPut, Action<TPut, T> set) : ModelField<TData, TPut>(name)
{
    internal override void Load(TData from, TPut into)
    {
    }

    internal override void Copy(TPut from, TPut into) => set(into, ofPut(from));

    internal override bool IsUnset(TPut body) => false;

    internal override IEnumerable<LxdChange> Compare(TPut from, TPut to) => [];

    internal override void Merge(TPut basis, TPut server, TPut local)
    {
    }
}

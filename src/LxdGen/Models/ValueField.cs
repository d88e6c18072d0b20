namespace LxdGen.Models;

/// <summary>A field that holds one value, compared and merged as a whole.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
/// <typeparam name="T">The value's type in the latter.</typeparam>
/// <param name="name">The field's name in JSON.</param>
/// <param name="ofData">Reads it from what GET returns.</param>
/// <param name="ofPut">Reads it from what PUT takes.</param>
/// <param name="set">Sets it in what PUT takes.</param>
public sealed class ValueField<TData, TPut, T>(string name, Func<TData, T> ofData, Func<TPut, T> ofPut, Action<TPut, T> set)
    : ModelField<TData, TPut>(name)
{
    internal override void Load(TData from, TPut into) => set(into, ofData(from));

    internal override void Copy(TPut from, TPut into) => set(into, ofPut(from));

    internal override bool IsUnset(TPut body) => ofPut(body) is null;

    internal override IEnumerable<LxdChange> Compare(TPut from, TPut to) =>
        AreEqual(from, to) ? [] : [new LxdChange(Name, ofPut(from), ofPut(to))];

    internal override void Merge(TPut basis, TPut server, TPut local)
    {
        if (AreEqual(basis, local))
            Copy(server, local);
    }

    private bool AreEqual(TPut left, TPut right) => EqualityComparer<T>.Default.Equals(ofPut(left), ofPut(right));
}

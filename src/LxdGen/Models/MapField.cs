namespace LxdGen.Models;

/// <summary>A field that holds a map, compared and merged key by key. Its map object stays the same for the model's life.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
/// <param name="name">The field's name in JSON.</param>
/// <param name="ofData">Reads it from what GET returns.</param>
/// <param name="ofPut">Reads it from what PUT takes.</param>
public sealed class MapField<TData, TPut>(string name, Func<TData, IDictionary<string, string>> ofData, Func<TPut, IDictionary<string, string>> ofPut)
    : ModelField<TData, TPut>(name)
{
    internal override void ShareLock(TPut edited, object shared) => (ofPut(edited) as LxdConfig)?.ShareLock(shared);

    internal override void Load(TData from, TPut into) => LxdConfig.Fill(ofPut(into), ofData(from));

    internal override void Copy(TPut from, TPut into) => LxdConfig.Fill(ofPut(into), ofPut(from));

    internal override bool IsUnset(TPut body) => false;

    internal override IEnumerable<LxdChange> Compare(TPut from, TPut to) => ConfigEdits.Compare(Name, ofPut(from), ofPut(to));

    internal override void Merge(TPut basis, TPut server, TPut local) =>
        LxdConfig.Fill(ofPut(local), ConfigEdits.Merge(ofPut(basis), ofPut(server), ofPut(local)));
}

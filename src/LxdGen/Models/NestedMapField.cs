namespace LxdGen.Models;

/// <summary>A field that holds maps by name, compared and merged key by key in those that stay. Their objects stay the same, as the field's does.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
/// <param name="name">The field's name in JSON.</param>
/// <param name="ofData">Reads it from what GET returns.</param>
/// <param name="ofPut">Reads it from what PUT takes.</param>
public sealed class NestedMapField<TData, TPut>(string name, Func<TData, IDictionary<string, IDictionary<string, string>>> ofData, Func<TPut, IDictionary<string, IDictionary<string, string>>> ofPut)
    : ModelField<TData, TPut>(name)
{
    internal override void ShareLock(TPut edited, object shared) => (ofPut(edited) as LxdConfigs)?.ShareLock(shared);

    internal override void Load(TData from, TPut into) => LxdConfigs.Fill(ofPut(into), ofData(from));

    internal override void Copy(TPut from, TPut into) => LxdConfigs.Fill(ofPut(into), ofPut(from));

    internal override bool IsUnset(TPut body) => false;

    internal override IEnumerable<LxdChange> Compare(TPut from, TPut to) => ConfigEdits.Compare(Name, ofPut(from), ofPut(to));

    internal override void Merge(TPut basis, TPut server, TPut local) =>
        LxdConfigs.Fill(ofPut(local), ConfigEdits.Merge(ofPut(basis), ofPut(server), ofPut(local)));
}

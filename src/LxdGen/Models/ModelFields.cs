using System.Text.Json;

namespace LxdGen.Models;

/// <summary>All fields of a model that can be edited, and what is done with them together.</summary>
/// <typeparam name="TData">The DTO that GET returns.</typeparam>
/// <typeparam name="TPut">The DTO that PUT and PATCH take.</typeparam>
/// <param name="create">Creates an empty body.</param>
/// <param name="unknownOfData">The fields that the schema does not know, in what GET returns.</param>
/// <param name="unknownOfPut">The same in what PUT takes.</param>
/// <param name="fields">The fields.</param>
public sealed class ModelFields<TData, TPut>(
    Func<TPut> create,
    Func<TData, IDictionary<string, JsonElement>> unknownOfData,
    Func<TPut, IDictionary<string, JsonElement>> unknownOfPut,
    params IReadOnlyList<ModelField<TData, TPut>> fields)
{
    internal void ShareLock(TPut edited, object shared)
    {
        foreach (var field in fields)
            field.ShareLock(edited, shared);
    }

    /// <summary>What would be sent to leave everything as the server has it.</summary>
    internal TPut ToPut(TData data)
    {
        var body = create();
        foreach (var field in fields)
            field.Load(data, body);
        CopyUnknown(unknownOfData(data), body);
        return body;
    }

    internal TPut Copy(TPut body)
    {
        var copy = create();
        CopyInto(body, copy);
        return copy;
    }

    internal void CopyInto(TPut from, TPut into)
    {
        foreach (var field in fields)
            field.Copy(from, into);
        CopyUnknown(unknownOfPut(from), into);
    }

    /// <summary>A newer server's fields go back as it last sent them: nobody here can have meant to change them.</summary>
    internal void TakeUnknown(TData from, TPut into) => CopyUnknown(unknownOfData(from), into);

    internal IReadOnlyList<LxdChange> Compare(TPut from, TPut to) =>
        [.. fields.SelectMany(field => field.IsSecret ? field.Compare(from, to).Select(change => change.Hidden()) : field.Compare(from, to))];

    /// <summary>Whether the server's ETag tells of everything that a PUT overwrites.</summary>
    internal bool AreAllInETag { get; } = !fields.Any(field => field.NotInETag);

    internal void Merge(TPut basis, TPut server, TPut local)
    {
        foreach (var field in fields)
            field.Merge(basis, server, local);
    }

    /// <summary>The fields that a PATCH with this body would empty.</summary>
    internal IReadOnlyList<ModelField<TData, TPut>> WipedBy(TPut patch) => [.. fields.Where(field => field.WipedByPatch && field.IsUnset(patch))];

    private void CopyUnknown(IDictionary<string, JsonElement> from, TPut into)
    {
        var unknown = unknownOfPut(into);
        unknown.Clear();
        foreach (var (name, value) in from)
            unknown[name] = value;
    }
}

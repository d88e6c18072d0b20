namespace LxdGen.Generator.Parsing;

/// <summary>Names of LxdGen's own types that the parsers look for.</summary>
internal static class KnownNames
{
    public const string ModelAttribute = "LxdGen.LxdModelAttribute";
    public const string PathAttribute = "LxdGen.LxdPathAttribute";
    public const string OwnAttribute = "LxdGen.LxdOwnAttribute";
    public const string FieldAttribute = "LxdGen.Models.LxdFieldAttribute";
    public const string EndpointAttribute = "LxdGen.Raw.LxdEndpointAttribute";
    public const string RawClient = "LxdGen.Raw.ILxdRawClient";
    public const string Json = "LxdGen.Json.ILxdJson";

    /// <summary>What the generator adds to every model, whatever its DTO has.</summary>
    public static readonly string[] GeneratedMembers =
    [
        "_client", "_state", "Endpoint", "Fields", "IsLoaded", "IsStale", "IsDirty", "Changes", "SyncAsync", "RollbackAsync",
        "SaveAsync", "PutAsync", "PatchAsync", "RawPutAsync", "RawPatchAsync", "UpdateAsync", "DeleteAsync",
    ];
}

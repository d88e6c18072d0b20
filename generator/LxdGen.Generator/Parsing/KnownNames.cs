namespace LxdGen.Generator.Parsing;

/// <summary>Names of LxdGen's own types that the parsers look for.</summary>
internal static class KnownNames
{
    public const string ModelAttribute = "LxdGen.LxdModelAttribute";
    public const string PathAttribute = "LxdGen.LxdPathAttribute";
    public const string ParentAttribute = "LxdGen.LxdParentAttribute";
    public const string OwnAttribute = "LxdGen.LxdOwnAttribute";
    public const string FieldAttribute = "LxdGen.Models.LxdFieldAttribute";
    public const string EndpointAttribute = "LxdGen.Raw.LxdEndpointAttribute";
    public const string RawClient = "LxdGen.Raw.ILxdRawClient";
    public const string OpenValue = "LxdGen.Json.ILxdOpenValue";
}

using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Diagnostics;

/// <summary>Everything the generator may complain about. docs/diagnostics.md explains each with bad and good code.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Create("LXDGEN001", "A model must be partial",
        "The class '{0}' must be declared partial, so that the generator can continue it");

    public static readonly DiagnosticDescriptor OuterNotPartial = Create("LXDGEN002", "A type around a model must be partial",
        "The type '{0}' contains the model '{1}' and must be declared partial too");

    public static readonly DiagnosticDescriptor NotAClass = Create("LXDGEN003", "A model must be an ordinary class",
        "The class '{0}' is {1}; a model must be a class that can be created");

    public static readonly DiagnosticDescriptor NotARawClient = Create("LXDGEN004", "The client of a model must be a raw client's interface",
        "'{0}' is no interface of a raw client; name one that LxdGen's templates made, such as IStoragePoolsClient");

    public static readonly DiagnosticDescriptor NotADto = Create("LXDGEN005", "The DTO of a model must come from the templates",
        "'{0}' {1}; name a DTO that LxdGen's templates made");

    public static readonly DiagnosticDescriptor NoEndpoint = Create("LXDGEN006", "The raw client lacks an endpoint that the model needs",
        "'{0}' has no method '{1}' {2}; name the operation in the schema so, or choose another client or DTO");

    public static readonly DiagnosticDescriptor TwoEndpoints = Create("LXDGEN007", "The raw client has an endpoint twice",
        "'{0}' has {1} methods called '{2}', and the generator cannot choose between them");

    public static readonly DiagnosticDescriptor NoCounterpart = Create("LXDGEN008", "A field of PUT has no counterpart",
        "The field '{0}' of '{1}' is not in '{2}', so no property can show it; add it there, or give it x-lxd-verb in the schema if it belongs to a verb of its own");

    public static readonly DiagnosticDescriptor OtherType = Create("LXDGEN009", "A field has two types",
        "The field '{0}' is {1} in '{2}' and {3} in '{4}'; give it one type in the schema");

    public static readonly DiagnosticDescriptor UnsupportedType = Create("LXDGEN010", "A field that can be edited has an unsupported type",
        "The field '{0}' of '{1}' is {2}; edits can be tracked in strings, numbers, truth values, times, open value sets, maps of strings and maps of such maps");

    public static readonly DiagnosticDescriptor Clash = Create("LXDGEN011", "A member clashes with a generated one",
        "'{0}' would be generated too; rename it, or mark a property with [LxdOwn] if it replaces the generated one, with [LxdPath] if it supplies a path parameter");

    public static readonly DiagnosticDescriptor NoPath = Create("LXDGEN012", "A path parameter is not supplied",
        "'{0}' needs the path parameter '{1}'; mark the property that holds it with [LxdPath(\"{1}\")], or the model that has it with [LxdParent]");

    public static readonly DiagnosticDescriptor UnknownPath = Create("LXDGEN013", "There is no such path parameter",
        "'{0}' has no path parameter '{1}'; it has {2}");

    public static readonly DiagnosticDescriptor TwoPaths = Create("LXDGEN014", "A path parameter is supplied twice",
        "The path parameter '{0}' is supplied by '{1}' already");

    public static readonly DiagnosticDescriptor BadPath = Create("LXDGEN015", "A member cannot supply a path parameter",
        "'{0}' cannot supply the path parameter '{1}': {2}");

    public static readonly DiagnosticDescriptor BadParent = Create("LXDGEN016", "A member cannot be the parent",
        "'{0}' cannot be the object that this one belongs to: {1}");

    private static DiagnosticDescriptor Create(string id, string title, string message) =>
        new(id, title, message, "LxdGen", DiagnosticSeverity.Error, isEnabledByDefault: true,
            helpLinkUri: null, customTags: WellKnownDiagnosticTags.NotConfigurable);
}

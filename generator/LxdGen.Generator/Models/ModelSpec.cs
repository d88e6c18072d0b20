namespace LxdGen.Generator.Models;

/// <summary>All that the emitters need to know of one model: text only, no symbols, so that it can be compared and kept.</summary>
internal sealed record ModelSpec
{
    public required string Namespace { get; init; }

    /// <summary>The class itself, as it is to be declared.</summary>
    public required TypeSpec Type { get; init; }

    /// <summary>The types around it, outermost first.</summary>
    public required EquatableArray<TypeSpec> Outer { get; init; }

    /// <summary>The DTO that GET returns, fully qualified, like all types here.</summary>
    public required string Data { get; init; }

    /// <summary>The DTO that PUT takes, null for a model that can only be read.</summary>
    public required string? Put { get; init; }

    public required string Client { get; init; }

    public required PathsSpec Path { get; init; }

    public required EquatableArray<PropertySpec> Properties { get; init; }

    public required EquatableArray<EndpointSpec> Endpoints { get; init; }

    /// <summary>What the collection needs, null where the raw client has no listing for it.</summary>
    public required CollectionSpec? Collection { get; init; }

    /// <summary>Whether the constructor is generated: the class declares none.</summary>
    public required bool NeedsConstructor { get; init; }

    /// <summary>Members that the class has written itself and that are generated otherwise.</summary>
    public required EquatableArray<string> OwnMembers { get; init; }

    /// <summary>Full names of types that may be written by their simple name where the class is.</summary>
    public required EquatableArray<string> ShortNames { get; init; }

    public EndpointSpec? Endpoint(string name) => Endpoints.FirstOrDefault(endpoint => endpoint.Name == name);

    /// <summary>The fields that PUT takes.</summary>
    public PropertySpec[] OfPut => [.. Properties.Where(property => property.Kind != FieldKind.ReadOnly)];

    /// <summary>The fields that properties can edit.</summary>
    public PropertySpec[] Writable => [.. OfPut.Where(property => property.Kind != FieldKind.Carried)];
}

/// <summary>A type declaration to be continued.</summary>
internal sealed record TypeSpec(string Name, string Accessibility, string Keyword, bool IsSealed);

/// <summary>What supplies the path parameters: members of the model's own, in the order of the path, and perhaps a parent.</summary>
internal sealed record PathsSpec(ParentSpec? Parent, EquatableArray<PathSpec> All)
{
    /// <summary>Those that members of the model supply.</summary>
    public PathSpec[] Own => [.. All.Where(path => path.Member is not null)];

    public string ValueOf(string parameter) => All.First(path => path.Parameter == parameter).Value;

    /// <summary>Fills in a path of the schema, with <paramref name="start"/> before each value.</summary>
    public string Fill(string path, string start) =>
        All.Aggregate(path, (filled, item) => filled.Replace($"{{{item.Parameter}}}", $"{{{start}{item.Value}}}"));
}

/// <summary>The member that holds the object which the model's objects belong to.</summary>
internal sealed record ParentSpec(string Member, string Type);

/// <summary>A path parameter, how the model gives its value, and the member that holds it, null where that is the parent's.</summary>
internal sealed record PathSpec(string Parameter, string Value, string? Type, string? Member);

/// <summary>An endpoint of the raw client; its name is the method's without Async, its arguments are values of the path.</summary>
internal sealed record EndpointSpec(string Name, string HttpMethod, string Path, string? Extension, EquatableArray<string> Arguments, bool HasIfMatch, bool HasProject, bool HasTarget)
{
    /// <summary>The DTO that a POST takes.</summary>
    public string? Body { get; init; }

    /// <summary>Whether that DTO can give the object another name, which the model can hold.</summary>
    public bool Renames { get; init; }
}

/// <summary>
/// A collection to be generated; the name property is the one of both DTOs that holds the object's name, and its outer
/// parameters are those of its path that no parent supplies.
/// </summary>
internal sealed record CollectionSpec(string Post, string NameProperty, string ListPath, string ListExtension, EquatableArray<string> ListArguments, EquatableArray<PathSpec> Outer, EquatableArray<string> OwnMembers)
{
    /// <summary>Whether the server finds a name where none is given.</summary>
    public bool NameMayBeNull { get; init; }
}

/// <summary>What parsing one class gave: a model, or the reasons why not.</summary>
internal sealed record ParseResult(ModelSpec? Model, EquatableArray<DiagnosticInfo> Diagnostics);

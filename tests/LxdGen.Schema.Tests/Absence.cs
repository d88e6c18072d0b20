using System.Text.RegularExpressions;

namespace LxdGen.Schema.Tests;

/// <summary>Reads what a ledger calls absent: an operation, a query parameter, all paths under one, a DTO or a field.</summary>
internal static partial class Absence
{
    /// <summary>Why that is not absent, or null.</summary>
    public static string? Objection(Schema schema, Ledger ledger, string absent)
    {
        if (Request().Match(absent) is { Success: true } request)
            return OfRequest(schema, Anonymous(request.Groups["request"].Value), request.Groups["query"].Value);
        if (absent.StartsWith('/'))
            return schema.Paths.Any(path => IsWithin(Anonymous(path), Anonymous(absent))) ? "is there" : null;
        if (Definition().Match(absent) is { Success: true } definition)
            return OfDefinition(schema, ledger, definition.Groups["name"].Value, definition.Groups["field"].Value);
        return "is not understood";
    }

    private static string? OfRequest(Schema schema, string request, string query)
    {
        var operation = schema.Operations.SingleOrDefault(o => Anonymous($"{o}") == request);
        if (query == "")
            return operation is null ? null : "is there";
        // A parameter of an operation that is not there would be absent whatever it is called.
        if (operation is null)
            return "is said of an operation that is not there";
        return operation.Takes(query, "query") ? "is there" : null;
    }

    private static string? OfDefinition(Schema schema, Ledger ledger, string name, string field)
    {
        var ours = ledger.Definitions.GetValueOrDefault(name);
        if (field == "")
            return ours is null ? null : $"is there as {ours}";
        if (ours is null)
            return "is said of a DTO that definitions does not name";
        return schema.Find($"/components/schemas/{ours}/properties/{field}").Any() ? "is there" : null;
    }

    private static bool IsWithin(string path, string parent) => $"{path}/".StartsWith($"{parent}/", StringComparison.Ordinal);

    // LXD's names of the path parameters are not ours.
    private static string Anonymous(string path) => Parameter().Replace(path, "{}");

    [GeneratedRegex(@"^(?<request>[A-Z]+ /[^?]*)(\?(?<query>[\w-]+))?$")]
    private static partial Regex Request();

    [GeneratedRegex(@"^(?<name>[A-Z]\w+)(\.(?<field>\w+))?$")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}

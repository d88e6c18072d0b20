using LxdGen.Generator.Models;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes what the documentation of a verb says.</summary>
internal static class VerbDocumentation
{
    public const string Token = "/// <param name=\"cancellationToken\">Ends the request.</param>";
    public const string WriteToken = "/// <param name=\"cancellationToken\">Ends the wait; the server may carry it out all the same, and the object is stale then.</param>";

    public static string Conflict => $"/// <exception cref=\"{Names.PreconditionFailed}\">Someone else has changed the object since it was read. Nothing was written, and edits are kept.</exception>";

    public static string PatchConflict => $"/// <exception cref=\"{Names.PreconditionFailed}\">Someone else has changed the object since it was read, or since the GET where one comes first. Nothing was written, and edits are kept.</exception>";

    public static string ETag(ModelSpec model, string endpoint, string text) => model.Endpoint(endpoint)!.HasIfMatch ? text : "";

    /// <summary>What is promised about changes that others make.</summary>
    public static string Promise(ModelSpec model, string get)
    {
        if (!model.Endpoint("Put")!.HasIfMatch)
            return $"The server compares nothing, so {get} comes first and is compared with what was last read. That is not atomic across processes; within one, writes to an object follow each other.";
        var uncovered = model.Writable.Where(property => property.NotInETag).Select(property => property.Name).ToList();
        var when = uncovered.Count == 0 ? "Where there is none," : $"That does not cover {string.Join(" and ", uncovered)}, so";
        return $"The server compares the ETag. {when} {get} comes first and is compared with what was last read. Neither is atomic across processes; within one, writes to an object follow each other.";
    }

    public static void Summary(SourceWriter writer, ModelSpec model, string summary, string remarks, string parameters, string returns)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(Documentation.Element("remarks", remarks + Needs(model)));
        writer.Line(parameters);
        writer.Line($"/// <returns>{returns}</returns>");
    }

    public static void Exceptions(SourceWriter writer, string more)
    {
        writer.Line($"/// <exception cref=\"{Names.NotFound}\">The object is not on the server.</exception>");
        writer.Line(more);
        writer.Line($"/// <exception cref=\"{Names.Exception}\">The server refused, or could not be reached.</exception>");
    }

    /// <summary>Says when the model refuses: for a reason of the verb's own, and once it was deleted, if that is possible.</summary>
    public static void Deleted(SourceWriter writer, ModelSpec model, string reason = "")
    {
        var deleted = model.Endpoint("Delete") is null ? "" : "The object was deleted";
        var text = reason.Length > 0 && deleted.Length > 0 ? $"{reason}, or the object was deleted" : reason + deleted;
        if (text.Length > 0)
            writer.Line($"/// <exception cref=\"{Names.InvalidOperation}\">{text}.</exception>");
    }

    public static string? Call(ModelSpec model, string endpoint) =>
        model.Endpoint(endpoint) is { } found ? $"<c>{found.HttpMethod} {found.Path}</c>" : null;

    private static string Needs(ModelSpec model) => string.Concat(model.Endpoints.Select(endpoint => endpoint.Extension).Where(extension => extension is not null).Distinct()
        .Select(extension => $" Needs the API extension <c>{extension}</c>."));
}

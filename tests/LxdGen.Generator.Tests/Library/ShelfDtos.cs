using LxdGen;
using LxdGen.Models;

namespace Library;

/// <summary>A shelf, with every kind of field that a schema can have.</summary>
public class ShelfData
{
    [LxdField("name")]
    public string Name { get; set; } = "";

    [LxdField("label", NotInETag = true)]
    public string Label { get; set; } = "";

    [LxdField("note")]
    public string? Note { get; set; }

    [LxdField("height")]
    public int? Height { get; set; }

    [LxdField("is_locked")]
    public bool IsLocked { get; set; }

    [LxdField("due_at")]
    public DateTimeOffset? DueAt { get; set; }

    [LxdField("material")]
    public ShelfMaterial Material { get; set; }

    [LxdField("tags")]
    public IDictionary<string, string> Tags { get; set; } = new LxdConfig();

    [LxdField("sections")]
    public IDictionary<string, IDictionary<string, string>> Sections { get; set; } = new LxdConfigs();

    [LxdField("books")]
    public IReadOnlyList<string> Books { get; set; } = [];

    [LxdField("neighbours")]
    public IDictionary<string, IDictionary<string, string>> Neighbours { get; set; } = new LxdConfigs();

    [LxdField("weight")]
    public long? Weight { get; set; }

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

/// <summary>What PUT takes: label and lock may be left out, and restore is a verb of its own.</summary>
public class ShelfPut
{
    [LxdField("label", WipedByPatch = true)]
    public string? Label { get; set; }

    [LxdField("note")]
    public string? Note { get; set; }

    [LxdField("height")]
    public int? Height { get; set; }

    [LxdField("is_locked")]
    public bool? IsLocked { get; set; }

    [LxdField("due_at")]
    public DateTimeOffset? DueAt { get; set; }

    [LxdField("material")]
    public ShelfMaterial? Material { get; set; }

    [LxdField("tags")]
    public IDictionary<string, string> Tags { get; set; } = new LxdConfig();

    [LxdField("sections")]
    public IDictionary<string, IDictionary<string, string>> Sections { get; set; } = new LxdConfigs();

    [LxdField("restore", Verb = "Restore")]
    public string? Restore { get; set; }

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

public class ShelvesPost : ShelfPut
{
    [LxdField("name")]
    public string Name { get; set; } = "";
}

public readonly record struct ShelfMaterial(string Value);

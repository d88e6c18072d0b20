using LxdGen.Json;
using LxdGen.Models;
using Newtonsoft.Json;

namespace Library;

/// <summary>What a box is for: an open set.</summary>
/// <param name="Value">The value.</param>
public readonly record struct BoxKind(string Value) : ILxdOpenValue<BoxKind>
{
    public static BoxKind From(string value) => new(value);

    public static BoxKind ReadJson(JsonReader reader) => new(LxdJson.Read(reader, ""));

    public void WriteJson(JsonWriter writer) => writer.WriteValue(Value);
}

public class BoxData
{
    [LxdField("name")]
    public string Name { get; set; } = "";

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

public class BoxesPost
{
    [LxdField("name")]
    public string Name { get; set; } = "";

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

public class FolderData
{
    [LxdField("name")]
    public string Name { get; set; } = "";

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

/// <summary>A name that may be left out, for the server to find one.</summary>
public class FoldersPost
{
    [LxdField("name")]
    public string? Name { get; set; }

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

public class SheetData
{
    [LxdField("notes")]
    public IDictionary<string, string> Notes { get; set; } = new LxdGen.LxdConfig();

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

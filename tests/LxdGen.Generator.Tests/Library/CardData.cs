using LxdGen.Models;

namespace Library;

/// <summary>One DTO for GET and PUT.</summary>
public class CardData
{
    [LxdField("holder")]
    public string Holder { get; set; } = "";

    [LxdField("pin", Secret = true)]
    public string Pin { get; set; } = "";

    [LxdField("fines")]
    public decimal Fines { get; set; }

    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
}

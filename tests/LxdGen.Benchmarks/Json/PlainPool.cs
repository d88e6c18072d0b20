using System.Text.Json;
using System.Text.Json.Serialization;

namespace LxdGen.Benchmarks.Json;

/// <summary>The properties of <see cref="StoragePoolData"/>, as one would write them by hand for System.Text.Json.</summary>
public sealed class PlainPool
{
    public string Name { get; set; } = "";

    public string Driver { get; set; } = "";

    public string Description { get; set; } = "";

    public Dictionary<string, string> Config { get; set; } = [];

    public List<string> UsedBy { get; set; } = [];

    public string Status { get; set; } = "";

    public List<string> Locations { get; set; } = [];

    public bool? Managed { get; set; }

    public List<string> AccessEntitlements { get; set; } = [];

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

using System.Text.Json.Serialization;
using Newtonsoft.Json;

namespace LxdGen.Tests;

/// <summary>A class of a consumer that has open values in it, in every way in which one can have them.</summary>
internal sealed class Holder<T>
    where T : struct
{
    [JsonProperty("one"), JsonPropertyName("one")]
    public T One { get; set; }

    [JsonProperty("maybe"), JsonPropertyName("maybe")]
    public T? Maybe { get; set; }

    [JsonProperty("many"), JsonPropertyName("many")]
    public IReadOnlyList<T> Many { get; set; } = [];

    [JsonProperty("some"), JsonPropertyName("some")]
    public List<T?> Some { get; set; } = [];

    [JsonProperty("named"), JsonPropertyName("named")]
    public Dictionary<string, T> Named { get; set; } = [];
}

using System.Text.Json.Serialization;

namespace LxdGen.Benchmarks.Json;

/// <summary>LXD's envelope around something.</summary>
/// <typeparam name="T">What is in it.</typeparam>
public sealed class PlainReply<T>
{
    public string Type { get; set; } = "sync";

    public string Status { get; set; } = "Success";

    public int StatusCode { get; set; } = 200;

    public string Operation { get; set; } = "";

    public int ErrorCode { get; set; }

    public string Error { get; set; } = "";

    public T? Metadata { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlainReply<List<PlainPool>>))]
[JsonSerializable(typeof(PlainReply<PlainPool>))]
internal sealed partial class PlainJson : JsonSerializerContext;

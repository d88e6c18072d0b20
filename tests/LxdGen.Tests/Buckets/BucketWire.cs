using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Buckets and keys as newer servers write them. The secrets have one word in common that nothing else has.</summary>
internal static class BucketWire
{
    public const string Secret = "hunter2";

    public const string Buckets = $"{Wire.P1}/buckets";
    public const string B1 = $"{Buckets}/b1";
    public const string Keys = $"{B1}/keys";
    public const string K1 = $"{Keys}/k1";

    /// <summary>The key that <see cref="Key"/> makes unless told otherwise.</summary>
    public const string AdminKey = $$"""{"name":"admin","description":"Admin user","role":"admin","access-key":"{{Secret}}-access","secret-key":"{{Secret}}-secret"}""";

    public static string Bucket(string description = "old", string config = """{"size":"1GiB"}""", string name = "b1", string project = "default", string location = "none") =>
        $$"""{"name":"{{name}}","description":"{{description}}","config":{{config}},"s3_url":"https://s3/{{name}}","location":"{{location}}","project":"{{project}}"}""";

    public static string Key(string description = "", string role = "read-only", string access = $"{Secret}-access", string secret = $"{Secret}-secret") =>
        $$"""{"name":"k1","description":"{{description}}","role":"{{role}}","access-key":"{{access}}","secret-key":"{{secret}}"}""";

    /// <summary>The end of an operation that has made a key.</summary>
    public static string Made(string key) =>
        Wire.Success.Replace("\"metadata\":null", $$"""
            "metadata":{"entity_url":"{{B1}}","key":{{key}}}
            """, StringComparison.Ordinal);
}

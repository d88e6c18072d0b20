using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LxdGen.Testing.Http;

/// <summary>The hash by which the server tells whether an object has changed.</summary>
internal static class ETag
{
    public static string Of(params IReadOnlyList<object> covered) => Of(Encoding.UTF8.GetBytes(GoJson.List(covered)));

    /// <summary>Of a whole object.</summary>
    public static string OfJson(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        // Go escapes what HTML could take amiss.
        return Of(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(buffer.WrittenSpan).Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal)}\n"));
    }

    /// <summary>Refuses what was meant for an older state. Quotes around the hash do not matter.</summary>
    public static void Check(Call call, string current)
    {
        var wanted = call.Header("If-Match");
        if (!string.IsNullOrEmpty(wanted) && wanted.Trim('"') is var hash && hash != current)
            throw new LxdFailure(412, $"ETag doesn't match: {current} vs {hash}");
    }

    private static string Of(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));
}

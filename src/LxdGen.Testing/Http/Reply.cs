using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.Http;

/// <summary>What the server answers: the envelope around its metadata, and the headers that belong to it.</summary>
/// <remarks>Who has sent it disposes of it, unless it is to be sent again.</remarks>
internal sealed class Reply : IDisposable
{
    // Go writes non-ASCII text as it is.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly RentedBuffer _body;

    private Reply(int status, RentedBuffer body) => (Status, _body) = (status, body);

    public int Status { get; private init; }

    public ReadOnlyMemory<byte> Body => _body.Written;

    public string? ContentType { get; private init; } = "application/json";

    public string? Location { get; private init; }

    public string? ETag { get; private init; }

    public bool IsError => Status >= 400;

    /// <summary>A change that was made.</summary>
    public static Reply Done => Value(writer => { writer.WriteStartObject(); writer.WriteEndObject(); });

    /// <param name="metadata">Writes what was asked for.</param>
    /// <param name="etag">Its ETag.</param>
    /// <param name="size">About how many bytes it has, where they are many.</param>
    public static Reply Value(Action<Utf8JsonWriter> metadata, string? etag = null, int size = 0) =>
        new(200, Envelope("sync", "Success", 200, "", 0, "", metadata, size: size)) { ETag = etag };

    public static Reply Created(string location, Action<Utf8JsonWriter>? metadata = null) =>
        new(201, Envelope("sync", "Success", 200, "", 0, "", metadata ?? (writer => writer.WriteNullValue()))) { Location = location };

    public static Reply Accepted(Operation operation) =>
        new(202, Envelope("async", "Operation created", 100, operation.Url, 0, "", operation.Write)) { Location = operation.Url };

    /// <param name="status">The code in the body.</param>
    /// <param name="text">The server's words.</param>
    /// <param name="http">The HTTP status, where it is another one.</param>
    public static Reply Error(int status, string text, int? http = null) =>
        new(http ?? status, Envelope("error", "", 0, "", status, text, writer => writer.WriteNullValue(), "\n\n"));

    /// <summary>What every path answers to OPTIONS.</summary>
    public static Reply Nothing => new(200, new RentedBuffer()) { ContentType = null };

    public static Reply Text(int status, string text)
    {
        var body = new RentedBuffer();
        Encoding.UTF8.GetBytes(text, body);
        return new Reply(status, body) { ContentType = "text/plain; charset=utf-8" };
    }

    public void Dispose() => _body.Dispose();

    private static RentedBuffer Envelope(string type, string status, int statusCode, string operation, int errorCode, string error, Action<Utf8JsonWriter> metadata, string end = "\n", int size = 0)
    {
        var buffer = new RentedBuffer(size);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("status", status);
            writer.WriteNumber("status_code", statusCode);
            writer.WriteString("operation", operation);
            writer.WriteNumber("error_code", errorCode);
            writer.WriteString("error", error);
            writer.WritePropertyName("metadata");
            metadata(writer);
            writer.WriteEndObject();
        }

        buffer.Write(end.Length == 1 ? "\n"u8 : "\n\n"u8);
        return buffer;
    }
}

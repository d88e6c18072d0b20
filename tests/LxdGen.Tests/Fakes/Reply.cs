using System.Text;
using Newtonsoft.Json;

namespace LxdGen.Tests.Fakes;

/// <summary>One scripted reply, in the shape that LXD 5.0.2 has on the wire.</summary>
public sealed record Reply(int Status, byte[] Body, string ContentType = "application/json")
{
    public string? ETag { get; init; }

    public string? Location { get; init; }

    /// <summary>What must happen before the reply is sent.</summary>
    public Func<Task>? Gate { get; init; }

    public Reply After(Task gate) => this with { Gate = () => gate };

    public Reply After(Action act) => this with
    {
        Gate = () =>
        {
            act();
            return Task.CompletedTask;
        },
    };

    public static Reply Sync(string metadata = "{}", string? etag = null, int status = 200) =>
        Json(status, Envelope("sync", "Success", 200, "", 0, "", metadata)) with { ETag = etag };

    public static Reply Created(string location) => Sync("null", status: 201) with { Location = location };

    public static Reply Async(string metadata, string operation = $"/1.0/operations/{Wire.OperationId}") =>
        Json(202, Envelope("async", "Operation created", 100, operation, 0, "", metadata)) with { Location = operation };

    public static Reply Error(int code, string text, int? status = null) =>
        Json(status ?? code, Envelope("error", "", 0, "", code, text, "null") + "\n");

    public static Reply Json(int status, string body) => new(status, Encoding.UTF8.GetBytes(body));

    public static Reply Text(int status, string body, string contentType = "text/html") => new(status, Encoding.UTF8.GetBytes(body), contentType);

    public static string Envelope(string type, string status, int statusCode, string operation, int errorCode, string error, string metadata) =>
        $$"""{"type":"{{type}}","status":"{{status}}","status_code":{{statusCode}},"operation":"{{operation}}","error_code":{{errorCode}},"error":{{JsonConvert.ToString(error)}},"metadata":{{metadata}}}""" + "\n";
}

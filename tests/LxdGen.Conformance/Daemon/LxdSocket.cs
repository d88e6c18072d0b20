using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace LxdGen.Conformance.Daemon;

/// <summary>Requests to a daemon's socket that set up what the SDK is to be tested against, made without it.</summary>
internal static class LxdSocket
{
    public static HttpClient ClientFor(string socketPath) => new(HandlerFor(socketPath))
    {
        BaseAddress = new Uri("http://lxd"),
        // LXD takes the first request early and answers once it is set up, so one request may last as long as the start.
        Timeout = TimeSpan.FromSeconds(60),
    };

    public static SocketsHttpHandler HandlerFor(string socketPath) => new()
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
        UseProxy = false,
        UseCookies = false,
    };

    /// <summary>Sends a request, waits for its operation if it starts a task, and returns the metadata of what came last.</summary>
    public static Task<JsonNode> SendAsync(this LxdDaemon daemon, HttpMethod method, string path, JsonObject? body = null) => SendAsync(daemon.SocketPath, method, path, body);

    /// <inheritdoc cref="SendAsync(LxdDaemon, HttpMethod, string, JsonObject?)"/>
    public static async Task<JsonNode> SendAsync(string socketPath, HttpMethod method, string path, JsonObject? body = null)
    {
        using var client = ClientFor(socketPath);
        var reply = await SendAsync(client, method, path, body);
        if ($"{reply["type"]}" == "async" && $"{reply["metadata"]!["class"]}" == "task")
        {
            reply = await SendAsync(client, HttpMethod.Get, $"{reply["operation"]}/wait", null);
            if ((int?)reply["metadata"]!["status_code"] != 200)
            {
                throw new InvalidOperationException($"{method} {path}: {reply["metadata"]!["err"]}");
            }
        }

        return reply["metadata"] ?? new JsonObject();
    }

    private static async Task<JsonNode> SendAsync(HttpClient client, HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request);
        var reply = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return $"{reply["type"]}" == "error" ? throw new InvalidOperationException($"{method} {path}: {reply["error"]}") : reply;
    }
}

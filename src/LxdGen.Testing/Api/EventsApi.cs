using System.Net.WebSockets;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.Api;

/// <summary>The websocket on which the server tells what happens.</summary>
internal static class EventsApi
{
    private const string Logging = "logging";

    private static readonly string[] Types = [Logging, "operation", "lifecycle"];

    public static IEnumerable<Route> Routes => [Route.Streaming("GET", "/1.0/events", ServeAsync)];

    private static async Task ServeAsync(Call call)
    {
        var project = ProjectOf(call);
        var types = call.Query("type") is { Length: > 0 } text ? text.Split(',') : [.. Types.Where(type => type != Logging || call.Requestor.IsAdmin)];
        if (types.FirstOrDefault(type => !Types.Contains(type)) is { } unknown)
            throw LxdFailure.Internal($"\"{unknown}\" isn't a supported event type");
        if (types.Contains(Logging) && !call.Requestor.IsAdmin)
            throw LxdFailure.Internal("Forbidden");
        if (!call.Http.WebSockets.IsWebSocketRequest)
        {
            await Router.SendAsync(call.Http.Response, Reply.Text(400, "Bad Request\n")).ConfigureAwait(false);
            return;
        }

        using var listener = call.Server.Events.Listen(types, project);
        using var socket = await call.Http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, call.Server.Stopping);
        await Task.WhenAny(SendAsync(socket, listener, end.Token), UntilClientSpeaksAsync(socket, end.Token)).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>The project whose events are told; null for all.</summary>
    private static string? ProjectOf(Call call)
    {
        if (call.IsOfAllProjects)
            return call.Query("project") is { Length: > 0 } ? throw LxdFailure.Internal("Cannot specify a project when requesting all projects") : null;
        lock (call.Server.Gate)
            return call.Server.Projects.TryGet(call.Project, out _) ? call.Project : throw LxdFailure.Internal("Project not found");
    }

    private static async Task SendAsync(WebSocket socket, EventHub.Listener listener, CancellationToken cancellationToken)
    {
        await foreach (var frame in listener.Frames.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
    }

    // Whatever a client says, it closes the connection.
    private static async Task UntilClientSpeaksAsync(WebSocket socket, CancellationToken cancellationToken) =>
        await socket.ReceiveAsync(new byte[256], cancellationToken).ConfigureAwait(false);
}

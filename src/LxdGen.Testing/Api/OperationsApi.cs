using LxdGen.Testing.Http;
using LxdGen.Testing.Migration;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.Api;

/// <summary>Operations, and the wait for their end.</summary>
internal static class OperationsApi
{
    private const string One = "/1.0/operations/{operationId}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0/operations", List),
        Route.For("GET", One, call => Reply.Value(call.Server.Operations.Get(call["operationId"]).Write)),
        Route.For("DELETE", One, Cancel),
        Route.Waiting("GET", $"{One}/wait", WaitAsync),
        Route.Streaming("GET", $"{One}/websocket", ConnectAsync).Public(),
    ];

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        writer.WriteStartObject();
        foreach (var group in call.Server.Operations.All.Where(operation => call.IsOfAllProjects || operation.Project.Length == 0 || operation.Project == call.Project).GroupBy(operation => operation.Status))
        {
            writer.WritePropertyName(group.Key.ToString().ToLowerInvariant());
            if (call.IsRecursive)
                writer.WriteList(group, (_, operation) => operation.Write(writer));
            else
                writer.WriteList(group.Select(operation => operation.Url));
        }

        writer.WriteEndObject();
    });

    private static Reply Cancel(Call call)
    {
        var operation = call.Server.Operations.Get(call["operationId"]);
        if (operation.HasEnded)
            throw LxdFailure.BadRequest("Only running operations can be cancelled");
        if (!operation.MayCancel)
            throw LxdFailure.BadRequest("This operation can't be cancelled");
        Cancel(call, operation);
        return Reply.Done;
    }

    public static void Cancel(Call call, Operation operation)
    {
        call.Server.Operations.Cancel(operation);
        call.Server.Events.Send("operation-cancelled", operation.Url, operation.Project, call.Requestor);
    }

    private static async Task<Reply> WaitAsync(Call call)
    {
        var text = call.Query("timeout") ?? "";
        var timeout = text.Length > 0 ? GoNumber.Parse(text) : -1;
        Operation operation;
        lock (call.Server.Gate)
            operation = call.Server.Operations.Get(call["operationId"]);
        var limit = timeout is < 0 or > int.MaxValue / 1000 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(timeout);
        try
        {
            await operation.Ended.WaitAsync(limit, call.Server.Clock, call.Http.RequestAborted).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The answer says that it goes on.
        }

        lock (call.Server.Gate)
            return Tell(operation, call.Server.WaitDialect);
    }

    private static async Task ConnectAsync(Call call)
    {
        MigrationDoor door;
        string channel;
        lock (call.Server.Gate)
            (door, channel) = FindDoor(call, call.Query("secret") ?? "");
        if (!call.Http.WebSockets.IsWebSocketRequest)
        {
            await Router.SendAsync(call.Http.Response, Reply.Text(400, "Bad Request\n")).ConfigureAwait(false);
            return;
        }

        using var socket = await call.Http.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        // Not until the client leaves: what it has sent before is still to be read.
        await door.ServeAsync(channel, socket, call.Server.Stopping).ConfigureAwait(false);
    }

    private static (MigrationDoor Door, string Channel) FindDoor(Call call, string secret)
    {
        if (!call.Server.Operations.TryGet(call["operationId"], out var operation))
            throw secret.Length == 0 ? LxdFailure.BadRequest("missing secret") : LxdFailure.NotFound("Operation not found");
        if (operation.Door is not { } door)
            throw LxdFailure.Internal("Only websocket operations can be connected");
        if (operation.HasEnded)
            throw LxdFailure.Internal("Only running operations can be connected");
        return secret.Length == 0
            ? throw LxdFailure.Internal("missing secret")
            : (door, door.ChannelOf(secret) ?? throw LxdFailure.Internal("permission denied"));
    }

    private static Reply Tell(Operation operation, LxdWaitDialect dialect)
    {
        if (dialect == LxdWaitDialect.Operation || (operation.HasEnded && operation.Failure is null))
            return Reply.Value(operation.Write);
        var (status, error) = operation.Failure is { } failure ? (failure.Status == 404 ? 404 : 500, failure.Message) : (500, "context deadline exceeded");
        return Reply.Error(status, error, dialect == LxdWaitDialect.ErrorBody ? 200 : status);
    }
}

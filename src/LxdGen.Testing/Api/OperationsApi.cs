using LxdGen.Testing.Http;
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
        Route.Streaming("GET", $"{One}/wait", WaitAsync),
        Route.For("GET", $"{One}/websocket", call => throw LxdFailure.NotEmulated($"the websocket of operation {call.Server.Operations.Get(call["operationId"]).Id}")),
    ];

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        writer.WriteStartObject();
        foreach (var group in call.Server.Operations.All.Where(operation => call.IsOfAllProjects || operation.Project == call.Project).GroupBy(operation => operation.Status))
        {
            writer.WritePropertyName(group.Key.ToString().ToLowerInvariant());
            if (call.IsRecursive)
                writer.WriteList(group, (_, operation) => operation.Write(writer));
            else
                writer.WriteList(group.Select(operation => operation.Url));
        }

        writer.WriteEndObject();
    });

    private static Reply Cancel(Call call) => throw LxdFailure.BadRequest(
        call.Server.Operations.Get(call["operationId"]).HasEnded ? "Only running operations can be cancelled" : "This operation can't be cancelled");

    private static async Task WaitAsync(Call call)
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

        Reply reply;
        lock (call.Server.Gate)
            reply = Tell(operation, call.Server.WaitDialect);
        await Router.SendAsync(call.Http.Response, reply).ConfigureAwait(false);
    }

    private static Reply Tell(Operation operation, LxdWaitDialect dialect)
    {
        if (dialect == LxdWaitDialect.Operation || (operation.HasEnded && operation.Failure is null))
            return Reply.Value(operation.Write);
        var (status, error) = operation.Failure is { } failure ? (failure.Status == 404 ? 404 : 500, failure.Message) : (500, "context deadline exceeded");
        return Reply.Error(status, error, dialect == LxdWaitDialect.ErrorBody ? 200 : status);
    }
}

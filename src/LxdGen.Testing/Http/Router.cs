using LxdGen.Testing.Faults;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LxdGen.Testing.Http;

/// <summary>Finds what answers to a request, and sends the answer.</summary>
internal sealed class Router(ServerState server, IReadOnlyList<Route> routes)
{
    private readonly ILookup<int, Route> _routes = routes.Where(route => route.Extension is null || server.Profile.Has(route.Extension)).OrderBy(route => route.Parameters).ToLookup(route => route.Length);

    private static readonly string[] Known = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    public async Task ServeAsync(HttpContext http, ReadOnlyMemory<byte> body, FaultPlan fault)
    {
        using var reply = await AnswerAsync(http, body, fault).ConfigureAwait(false);
        if (reply is not null)
            await SendAsync(http.Response, reply).ConfigureAwait(false);
    }

    public static async Task SendAsync(HttpResponse response, Reply reply)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        if (reply.IsError)
            response.Headers.XContentTypeOptions = "nosniff";
        if (reply.ETag is { } etag)
            response.Headers.ETag = $"\"{etag}\"";
        if (reply.Location is { } location)
            response.Headers.Location = location;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
            await response.BodyWriter.WriteAsync(reply.Body).ConfigureAwait(false);
    }

    /// <summary>Whether the body is left to what answers.</summary>
    public bool Streams(HttpContext http) => MediaType.IsFile(http.Request.ContentType) && Find(http, PathOf(http).Split('/')) is { Route.ReadsBody: true };

    /// <summary>The answer; null if it was sent already.</summary>
    private async Task<Reply?> AnswerAsync(HttpContext http, ReadOnlyMemory<byte> body, FaultPlan fault)
    {
        try
        {
            if (http.Request.Method == "OPTIONS")
                return Reply.Nothing;
            var path = PathOf(http);
            if (path == "/")
                return Reply.Value(writer => writer.WriteList(["/1.0"]));
            return await AnswerAsync(http, body, fault, path.Split('/')).ConfigureAwait(false);
        }
        catch (LxdCrash)
        {
            http.Abort();
            return null;
        }
        catch (LxdFailure failure)
        {
            return Reply.Error(failure.Status, failure.Message);
        }
    }

    private async Task<Reply?> AnswerAsync(HttpContext http, ReadOnlyMemory<byte> body, FaultPlan fault, string[] path)
    {
        var found = Find(http, path);
        if (found is null && !_routes[path.Length].Any(route => route.Match(path) is not null))
            throw LxdFailure.NotFound("not found");
        var requestor = Identify(http);
        if (!requestor.IsTrusted && found is not { Route.IsPublic: true })
            throw LxdFailure.NotAuthorized();
        if (!Known.Contains(http.Request.Method))
            throw LxdFailure.NotFound($"Method \"{http.Request.Method}\" not found");
        if (server.IsLost && found is not { Route: { Method: "GET", Length: 2 } })
            throw new LxdFailure(503, "Failed to begin transaction: failed to create dqlite connection: no available dqlite leader server found");
        var (route, values) = found ?? throw new LxdFailure(501, "not implemented");
        var call = new Call(http, server, values, body, fault, requestor);
        lock (server.Gate)
            Access.Check(route, call);
        if (route.Serve is { } serve)
        {
            await serve(call).ConfigureAwait(false);
            return null;
        }

        return Check(call, route.Respond is { } respond ? await respond(call).ConfigureAwait(false) : Answer(route.Answer!, call));
    }

    /// <summary>What answers to the method, of all that have the path; null for none.</summary>
    private (Route Route, IReadOnlyDictionary<string, string> Values)? Find(HttpContext http, string[] path)
    {
        foreach (var route in _routes[path.Length].Where(route => route.Method == http.Request.Method && route.TakesContent(http.Request.ContentType)))
        {
            if (route.Match(path) is { } values)
                return (route, values);
        }

        return null;
    }

    // ASP.NET's own path cannot tell an escaped slash from one that was escaped twice.
    private static string PathOf(HttpContext http) => http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];

    private Reply Answer(Func<Call, Reply> answer, Call call)
    {
        lock (server.Gate)
            return answer(call);
    }

    private Requestor Identify(HttpContext http) => Requestor.Of(http, fingerprint =>
    {
        lock (server.Gate)
            return server.Trust.Find(fingerprint);
    });

    /// <summary>Refuses a fault that could not strike, so that no test passes for want of it.</summary>
    private static Reply Check(Call call, Reply reply) => call.Fault.NeedsOperation && !call.HasBegunOperation
        ? throw new LxdFailure(501, $"The fault is about the operation that {call.Http.Request.Method} {call.Http.Request.Path} begins, and on {call.Server.Profile} it begins none")
        : reply;
}

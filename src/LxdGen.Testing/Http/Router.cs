using LxdGen.Testing.Faults;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LxdGen.Testing.Http;

/// <summary>Finds what answers to a request, and sends the answer.</summary>
internal sealed class Router(ServerState server, IReadOnlyList<Route> routes)
{
    private readonly ILookup<int, Route> _routes = routes.ToLookup(route => route.Length);

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
        response.ContentType = "application/json";
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

    /// <summary>The answer; null if it was sent already.</summary>
    private async Task<Reply?> AnswerAsync(HttpContext http, ReadOnlyMemory<byte> body, FaultPlan fault)
    {
        try
        {
            var method = http.Request.Method;
            if (method == "OPTIONS")
                return Reply.Text(200, "");
            if (!Known.Contains(method))
                throw Identify(http).IsTrusted ? LxdFailure.NotFound($"Method \"{method}\" not found") : LxdFailure.NotAuthorized();
            // ASP.NET's own path cannot tell an escaped slash from one that was escaped twice.
            var path = http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
            if (path == "/")
                return Reply.Value(writer => writer.WriteList(["/1.0"]));
            return await AnswerAsync(http, body, fault, path.Split('/')).ConfigureAwait(false);
        }
        catch (LxdFailure failure)
        {
            return Reply.Error(failure.Status, failure.Message);
        }
    }

    private async Task<Reply?> AnswerAsync(HttpContext http, ReadOnlyMemory<byte> body, FaultPlan fault, string[] path)
    {
        var matches = _routes[path.Length].Select(route => (Route: route, Values: route.Match(path))).Where(match => match.Values is not null).ToList();
        if (matches.Count == 0)
            throw LxdFailure.NotFound("not found");
        var requestor = Identify(http);
        if (!requestor.IsTrusted && !matches.Exists(match => match.Route.IsPublic && match.Route.Method == http.Request.Method))
            throw LxdFailure.NotAuthorized();
        var (route, values) = matches.Where(match => match.Route.Method == http.Request.Method && match.Route.TakesContent(http.Request.ContentType)).OrderBy(match => match.Route.Parameters).FirstOrDefault();
        if (route is null)
            throw new LxdFailure(501, "not implemented");
        var call = new Call(http, server, values!, body, fault, requestor);
        if (route.Serve is { } serve)
        {
            await serve(call).ConfigureAwait(false);
            return null;
        }

        return Check(call, route.Respond is { } respond ? await respond(call).ConfigureAwait(false) : Answer(route.Answer!, call));
    }

    private Reply Answer(Func<Call, Reply> answer, Call call)
    {
        lock (server.Gate)
            return answer(call);
    }

    private Requestor Identify(HttpContext http) => Requestor.Of(http, certificate =>
    {
        lock (server.Gate)
            return server.Trust.Has(certificate);
    });

    /// <summary>Refuses a fault that could not strike, so that no test passes for want of it.</summary>
    private static Reply Check(Call call, Reply reply)
    {
        return call.Fault.NeedsOperation && !call.HasBegunOperation
            ? throw new LxdFailure(501, $"The fault is about the operation that {call.Http.Request.Method} {call.Http.Request.Path} begins, and on {call.Server.Profile} it begins none")
            : reply;
    }
}

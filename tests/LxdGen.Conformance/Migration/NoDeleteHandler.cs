using System.Net;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>A way to a real server that refuses every DELETE, as a server with a busy disk does.</summary>
internal sealed class NoDeleteHandler(string socketPath) : DelegatingHandler(LxdSocket.HandlerFor(socketPath))
{
    public const string Words = "device or resource busy";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Delete
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent($$"""{"type":"error","error_code":500,"error":"{{Words}}"}""") })
            : base.SendAsync(request, cancellationToken);
}

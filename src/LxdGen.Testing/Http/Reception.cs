using System.Buffers;
using LxdGen.Testing.Faults;
using LxdGen.Testing.State;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Http;

/// <summary>Takes requests in: writes down that they came, and lets go wrong with them what is to go wrong.</summary>
internal sealed class Reception(ServerState server, Router router)
{
    public async Task ServeAsync(HttpContext http)
    {
        using var end = server.Stopping.UnsafeRegister(static http => ((HttpContext)http!).Abort(), http);
        var body = router.Streams(http) ? default : await ReadAsync(http).ConfigureAwait(false);
        var request = new LxdReceivedRequest(http.Request, body.Span);
        server.Requests.Add(request);
        try
        {
            await ServeAsync(http, body, server.Faults.Strike(request)).ConfigureAwait(false);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            // Else the test would be told of a server that answers nothing, and not of the mistake, which may be its own.
            await Router.SendAsync(http.Response, Reply.Error(500, $"The emulator, or a fault of the test, threw {e}")).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(HttpContext http, ReadOnlyMemory<byte> body, FaultPlan fault)
    {
        var delay = Task.Delay(fault.Delay, server.Clock, http.RequestAborted);
        fault.Struck?.TrySetResult();
        await delay.ConfigureAwait(false);
        // Where the server is stopped by it, it waits for this request, which must not wait for it.
        if (fault.Before is { } before)
            await before().WaitAsync(http.RequestAborted).ConfigureAwait(false);
        if (fault.CutsAfter is { } bytes)
            http.Response.Body = new CutStream(http, http.Response.Body, bytes);
        if (fault.Answer is { } answer)
            await Router.SendAsync(http.Response, answer).ConfigureAwait(false);
        else if (!fault.CutsBefore)
            await router.ServeAsync(http, body, fault).ConfigureAwait(false);
        if (fault.CutsBefore || fault.CutsAfter is not null)
            http.Abort();
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null or 0 && !http.Request.Headers.ContainsKey("Transfer-Encoding"))
            return default;
        while (true)
        {
            var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted).ConfigureAwait(false);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            http.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

using System.Net;
using System.Net.Sockets;
using LxdGen.Json;
using LxdGen.Raw;
using Newtonsoft.Json;

namespace LxdGen.Conformance;

/// <summary>The one operation that lasts until somebody cancels it: a token for a client to join with. It needs a server that listens.</summary>
internal static class JoinToken
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<LxdReply> BeginAsync(LxdClient lxd)
    {
        await ListenAsync(lxd, $"127.0.0.1:{FreePort()}");
        return await lxd.Pipeline.WriteAsync(LxdRequest.Post($"/1.0/certificates").Body(new Text("""{"type":"client","name":"x","token":true}""")), Token);
    }

    /// <summary>Has the server listen at an address, nowhere if it is empty.</summary>
    public static Task<LxdReply> ListenAsync(LxdClient lxd, string address) =>
        lxd.Pipeline.WriteAsync(LxdRequest.Patch($"/1.0").Body(new Text($$"""{"config":{"core.https_address":"{{address}}"} }""")), Token);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Text(string json) : ILxdJson
    {
        public void WriteJson(JsonWriter writer) => writer.WriteRawValue(json);
    }
}

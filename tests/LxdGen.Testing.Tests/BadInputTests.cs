using System.Net.Http.Headers;
using System.Text;

namespace LxdGen.Testing.Tests;

/// <summary>What no client should send does no harm, and the next request is served.</summary>
public sealed class BadInputTests : EmulatorTest
{
    public static TheoryData<string, string> Broken => new()
    {
        { "nothing", "" },
        { "no JSON", "pool" },
        { "cut off", """{"name":"x","config":{""" },
        { "a list", "[1,2]" },
        { "other types", """{"name":1,"config":[]}""" },
        { "deep", new string('[', 100_000) },
        { "no text at all", "\0\u0001\uffff" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_body_that_makes_no_sense_is_refused(string what, string body)
    {
        _ = what;
        var server = await StartAsync();
        foreach (var (method, path) in new[] { ("POST", "/1.0/storage-pools"), ("PUT", "/1.0/storage-pools/fast"), ("POST", "/1.0/storage-pools/fast/volumes/custom/data/snapshots") })
            Assert.Equal(400, await SendAsync(server, method, path, new StringContent(body)));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData("multipart/form-data")]
    public async Task Another_content_type_does_no_harm(string type)
    {
        var server = await StartAsync();
        foreach (var (method, path) in new[] { ("POST", "/1.0/storage-pools"), ("PATCH", "/1.0/storage-pools/fast"), ("POST", "/1.0/storage-pools/fast/volumes/custom") })
        {
            var content = new ByteArrayContent("<html>"u8.ToArray());
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            Assert.InRange(await SendAsync(server, method, path, content), 400, 500);
        }
    }

    /// <summary>pylxd says that it comes to <c>localhost:None</c>.</summary>
    [Theory]
    [InlineData("localhost:None", 200)]
    [InlineData("localhost:8443", 200)]
    [InlineData("[::1]:8443", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("[::a]", 200)]
    [InlineData("no host", 400)]
    public async Task A_host_is_read_as_LXD_reads_it(string host, int status)
    {
        var server = await StartAsync();
        // An HttpClient sends no such host.
        await using var connection = await RawClient.ConnectAsync(server.SocketPath, Ct);
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET /1.0 HTTP/1.1\r\nHost: {host}\r\n\r\n"), Ct);
        using var reader = new StreamReader(connection);
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>Words of a server without their tools.</summary>
    [Theory]
    [InlineData("lvm", "Required tool \"lvm\" is missing")]
    [InlineData("ceph", "Required tool 'ceph' is missing")]
    [InlineData("cephfs", "Required tool 'ceph' is missing")]
    [InlineData("cephobject", "Required tool \"radosgw-admin\" is missing")]
    [InlineData("zfs", "Error loading \"zfs\" module: Failed to run: modprobe -b zfs: exec: \"modprobe\": executable file not found in $PATH")]
    [InlineData("nope", "Unknown driver")]
    public async Task A_driver_that_is_missing_is_refused_in_LXDs_words(string driver, string words)
    {
        await using var server = await LxdEmulator.StartAsync(new() { Profile = LxdProfile.Lxd50 }, Ct);
        using var lxd = server.Connect();
        var error = await Assert.ThrowsAnyAsync<LxdException>(() => lxd.StoragePools.CreateAsync(new() { Name = "p", Driver = new StorageDriver(driver) }, Ct));
        Assert.Equal(words, error.ServerMessage);
    }

    [Fact]
    public async Task A_huge_body_does_no_harm()
    {
        var server = await StartAsync();
        var body = new StringContent($$"""{"name":"big","driver":"dir","description":"{{new string('x', 50_000_000)}}"}""", Encoding.UTF8, "application/json");
        Assert.Equal(202, await SendAsync(server, "POST", "/1.0/storage-pools", body));
    }

    [Fact]
    public async Task A_body_that_never_ends_holds_up_nobody_else()
    {
        var server = await StartAsync();
        using var hanging = new RawClient(server.SocketPath);
        var end = new TaskCompletionSource();
        var post = hanging.Client.PostAsync(new Uri("/1.0/storage-pools", UriKind.Relative), new EndlessContent(end.Task), Ct);
        await SendAsync(server, "GET", "/1.0", null);
        end.SetResult();
        Assert.Equal(400, (int)(await post).StatusCode);
    }

    /// <summary>Sends, and asks for something else afterwards on the same connection.</summary>
    private static async Task<int> SendAsync(LxdEmulator server, string method, string path, HttpContent? content)
    {
        using var http = new RawClient(server.SocketPath);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = content };
        var status = (int)(await http.Client.SendAsync(request, Ct)).StatusCode;
        Assert.Contains("\"fast\"", await http.Client.GetStringAsync(new Uri("/1.0/storage-pools?recursion=1", UriKind.Relative), Ct), StringComparison.Ordinal);
        return status;
    }

    private sealed class EndlessContent(Task end) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync("{"u8.ToArray());
            await stream.FlushAsync();
            await end;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

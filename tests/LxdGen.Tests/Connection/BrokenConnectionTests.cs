using LxdGen.Tests.Fakes;
using Answer = LxdGen.Tests.Fakes.RawServer.Answer;

namespace LxdGen.Tests;

/// <summary>Connections that end in the middle of an exchange. A write is never repeated by itself.</summary>
public sealed class BrokenConnectionTests
{
    private static readonly Reply Read = Reply.Sync(Wire.Pool(), Wire.ETag);

    public static MatrixTheoryData<string, double> Cuts => new(["GET", "POST", "PUT", "PATCH", "DELETE"], [0, 0.02, 0.1, 0.35, 0.6, 0.99]);

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_reply_cut_short_says_whether_the_write_may_have_happened(string method, double part)
    {
        var length = (int)(Answer.BytesOf(Read).Length * part);
        using var server = new RawServer(Answer.Cut(Read, length));
        using var client = server.Connect();

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => SendAsync(client, method));

        Assert.Equal(method, e.Method);
        Assert.Equal(method != "GET", e.WriteMayHaveHappened);
        if (method != "GET")
            Assert.Single(server.Lines);
        Assert.DoesNotContain("Nothing was changed", e.Message, StringComparison.Ordinal);
        Assert.Contains("after", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("before GET", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_write_on_a_kept_connection_that_the_server_closes_reaches_it_once(string method)
    {
        using var server = new RawServer(Answer.Whole(Read), Answer.Cut(Read, 0), Answer.Whole(Reply.Sync()));
        using var client = server.Connect();
        await SendAsync(client, "GET");

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => SendAsync(client, method));

        Assert.True(e.WriteMayHaveHappened);
        Assert.Equal((1, 2), (server.Connections, server.Lines.Count));
    }

    [Fact]
    public async Task A_read_on_a_kept_connection_that_the_server_closes_may_be_repeated()
    {
        using var server = new RawServer(Answer.Whole(Read), Answer.Cut(Read, 0), Answer.Whole(Read));
        using var client = server.Connect();
        await SendAsync(client, "GET");
        await SendAsync(client, "GET");
        Assert.Equal((2, 3), (server.Connections, server.Lines.Count));
    }

    [Fact]
    public async Task Edits_survive_a_broken_save_and_the_object_is_stale()
    {
        using var server = new RawServer(Answer.Whole(Read), Answer.Whole(Read), Answer.Cut(Read, 0), Answer.Whole(Read));
        using var client = server.Connect();
        var pool = await client.StoragePools.GetAsync("p1", Ct);
        pool.Config["size"] = "2GiB";

        await Assert.ThrowsAsync<LxdConnectionException>(() => pool.SaveAsync(Ct));

        Assert.True(pool.IsStale && pool.IsDirty);
        await pool.SyncAsync(Ct);
        Assert.True(!pool.IsStale && pool.IsDirty);
        Assert.Equal([Wire.GetP1, Wire.GetP1, Wire.PutP1, Wire.GetP1], server.Lines);
    }

    [Fact]
    public async Task Nothing_has_happened_where_no_connection_could_be_made()
    {
        using var server = new RawServer(Answer.Cut(Read, Answer.BytesOf(Read).Length));
        using var client = server.Connect();
        var pool = await client.StoragePools.GetAsync("p1", Ct);
        pool.Config["size"] = "2GiB";
        await Patience.UntilAsync(() => server.Lines.Count == 1, "the GET");
        server.Dispose();
        using var other = server.Connect();

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => SendAsync(other, "PUT"));

        Assert.False(e.WriteMayHaveHappened);
        Assert.Contains("Nothing was changed", e.Message, StringComparison.Ordinal);
        Assert.Contains(server.Path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/9.9 what\r\n\r\n")]
    public async Task What_is_not_HTTP_is_an_error_of_the_family(string banner)
    {
        using var server = new RawServer(new Answer(System.Text.Encoding.ASCII.GetBytes(banner), Close: true));
        using var client = server.Connect();
        await Assert.ThrowsAnyAsync<LxdException>(() => SendAsync(client, "GET"));
    }

    private static Task SendAsync(LxdClient client, string method)
    {
        var raw = new Raw.StoragePoolsClient(client.Pipeline);
        return method switch
        {
            "GET" => raw.GetAsync("p1", cancellationToken: Ct),
            "POST" => raw.CreateAsync(new() { Name = "p1", Driver = "dir" }, cancellationToken: Ct),
            "PUT" => raw.PutAsync("p1", new(), cancellationToken: Ct),
            "PATCH" => raw.PatchAsync("p1", new(), cancellationToken: Ct),
            _ => raw.DeleteAsync("p1", Ct),
        };
    }
}

using System.Net;
using System.Net.Mime;
using System.Text;
using LxdGen.Tests.Fakes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LxdGen.Tests;

/// <summary>The sample web API, with a fake LXD behind it.</summary>
public sealed class ConsumerTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly WebApplicationFactory<Program> _api;

    public ConsumerTests() => _api = With(_lxd.Connect());

    public void Dispose()
    {
        _api.Dispose();
        _lxd.Dispose();
    }

    [Fact]
    public async Task A_pool_is_returned_as_LXD_has_it()
    {
        const string Pool = """{"config":{"size":"1GiB"},"description":"","name":"p 1","driver":"tomorrow","used_by":["/1.0/x"],"status":"Created","locations":["none"],"managed":true,"access_entitlements":[],"newer":{"big":123456789012345678901234567890,"l":[null]}}""";
        _lxd.On($"GET {Wire.Pools}/p%201", Reply.Sync(Pool, Wire.ETag));

        using var reply = await _api.CreateClient().GetAsync("/pools/p%201", Ct);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(MediaTypeNames.Application.Json, reply.Content.Headers.ContentType!.MediaType);
        JsonAssert.Equal(Pool, await reply.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_pool_is_created_from_LXD_s_own_JSON()
    {
        const string Post = """{"name":"p1","driver":"btrfs","description":"","config":{"size":"1GiB"},"newer":[1,{"x":null}]}""";
        _lxd.On(Wire.PostPools, Reply.Created(Wire.P1)).On(Wire.GetP1, Reply.Sync(Wire.Pool()));

        using var reply = await PostAsync(Post);

        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.Equal("/pools/p1", reply.Headers.Location!.ToString());
        JsonAssert.Equal(Post, _lxd.Requests[0].Body);
    }

    [Theory]
    [InlineData(404, "not found", 404)]
    [InlineData(500, "disk on fire", 500)]
    public async Task A_get_that_LXD_refuses_gets_a_status_of_its_own(int code, string text, int status)
    {
        _lxd.On(Wire.GetP1, Reply.Error(code, text));
        using var reply = await _api.CreateClient().GetAsync("/pools/p1", Ct);
        await AssertProblemAsync(status, reply);
    }

    [Theory]
    [InlineData(409, "The storage pool already exists", 409)]
    [InlineData(400, "No driver provided", 400)]
    public async Task A_post_that_LXD_refuses_gets_a_status_of_its_own(int code, string text, int status)
    {
        _lxd.On(Wire.PostPools, Reply.Error(code, text));
        using var reply = await PostAsync("""{"name":"p1","driver":"dir"}""");
        await AssertProblemAsync(status, reply);
    }

    [Theory]
    [InlineData("""{"name":"a/b","driver":"dir"}""")]
    [InlineData("""{"driver":"dir"}""")]
    [InlineData("""{"name":"p1","driver":5}""")]
    [InlineData("""{"name":"p1","driver":"dir","config":{"size":1}}""")]
    [InlineData("""{"name":"p1","driver":"dir","config":{"size":null}}""")]
    [InlineData("{")]
    public async Task A_body_that_is_no_pool_is_refused_and_not_sent(string body)
    {
        using var reply = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Empty(_lxd.Requests);
    }

    [Fact]
    public async Task An_LXD_that_does_not_listen_makes_the_service_unavailable()
    {
        using var api = With(LxdClient.ConnectLocal(new() { SocketPath = $"/tmp/no-{Guid.NewGuid():N}.socket" }));
        using var reply = await api.CreateClient().GetAsync("/pools/p1", Ct);
        await AssertProblemAsync(503, reply);
    }

    private static WebApplicationFactory<Program> With(LxdClient client) => new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .ConfigureLogging(logging => logging.ClearProviders())
        .ConfigureServices(services => services.AddSingleton(client)));

    private static async Task AssertProblemAsync(int status, HttpResponseMessage reply)
    {
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"\"status\":{status}", await reply.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeNames.Application.Json);
        return await _api.CreateClient().PostAsync("/pools", content, Ct);
    }
}

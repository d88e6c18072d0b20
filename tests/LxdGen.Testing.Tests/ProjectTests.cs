using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LxdGen.Testing.Tests;

/// <summary>Changes of projects, and what they mean for volumes. The walks compare them with a real server.</summary>
public sealed class ProjectTests : EmulatorTest
{
    private const string Features = "\"features.images\":\"true\",\"features.profiles\":\"true\",\"features.storage.volumes\":\"true\"";
    private const string Volumes = "/1.0/storage-pools/fast/volumes/custom";

    [Theory]
    [InlineData("5.0.2", false)]
    [InlineData("6.9", true)]
    public async Task A_patch_replaces_the_config_of_an_old_server_and_is_merged_by_newer_ones(string version, bool isMerged)
    {
        using var raw = await RawAsync(version);

        await SendAsync(raw, "PATCH", "/1.0/projects/team", """{"config":{"user.a":"1"}}""");

        var config = (await SendAsync(raw, "GET", "/1.0/projects/team")).Body["metadata"]!["config"]!.AsObject();
        Assert.Equal("1", $"{config["user.a"]}");
        Assert.Equal(isMerged, config.ContainsKey("features.storage.volumes"));
    }

    [Theory]
    [InlineData("\"bogus\":\"1\"", "Invalid project configuration key \"bogus\"")]
    [InlineData("\"limits.cpu\":\"x\"", "Invalid project configuration key \"limits.cpu\" value: Invalid value for uint32 \"x\": strconv.ParseUint: parsing \"x\": invalid syntax")]
    [InlineData("\"restricted.idmap.uid\":\"1-2,5-3\"", "Invalid project configuration key \"restricted.idmap.uid\" value: Item \"5-3\": Start number 5 must be lower than end number 3")]
    [InlineData("\"restricted\":\"true\",\"features.profiles\":\"false\"", "Projects without their own profiles cannot be restricted")]
    public async Task Config_that_no_project_can_have_is_refused(string config, string error)
    {
        using var raw = await RawAsync("5.0.2");

        var (status, body) = await SendAsync(raw, "PUT", "/1.0/projects/team", $"{{\"config\":{{{config}}}}}");

        Assert.Equal((HttpStatusCode.BadRequest, error), (status, $"{body["error"]}"));
    }

    [Fact]
    public async Task Volumes_beyond_the_limit_of_a_project_are_refused()
    {
        using var raw = await RawAsync("5.0.2");
        await SendAsync(raw, "PUT", "/1.0/projects/team", $"{{\"config\":{{{Features},\"limits.disk\":\"10MiB\"}}}}");

        var first = await SendAsync(raw, "POST", $"{Volumes}?project=team", """{"name":"a","config":{"size":"6MiB"}}""");
        var second = await SendAsync(raw, "POST", $"{Volumes}?project=team", """{"name":"b","config":{"size":"6MiB"}}""");
        var grown = await SendAsync(raw, "PUT", $"{Volumes}/a?project=team", """{"config":{"size":"11MiB"}}""");
        var lowered = await SendAsync(raw, "PUT", "/1.0/projects/team", $"{{\"config\":{{{Features},\"limits.disk\":\"5MiB\"}}}}");

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal("Failed checking if volume creation allowed: Reached maximum aggregate value \"10MiB\" for \"limits.disk\" in project \"team\"", $"{second.Body["error"]}");
        Assert.StartsWith("Failed checking if volume update allowed: Reached maximum", $"{grown.Body["error"]}", StringComparison.Ordinal);
        Assert.Equal("\"limits.disk\" is too low: current total is \"6.0MiB\"", $"{lowered.Body["error"]}");
    }

    [Fact]
    public async Task A_restricted_project_forbids_snapshots_and_backups_that_it_does_not_allow()
    {
        using var raw = await RawAsync("5.0.2");
        await SendAsync(raw, "POST", $"{Volumes}?project=team", """{"name":"a"}""");
        await SendAsync(raw, "PUT", "/1.0/projects/team", $"{{\"config\":{{{Features},\"restricted\":\"true\",\"restricted.backups\":\"allow\"}}}}");

        var snapshot = await SendAsync(raw, "POST", $"{Volumes}/a/snapshots?project=team", """{"name":"s0"}""");
        var backup = await SendAsync(raw, "POST", $"{Volumes}/a/backups?project=team", """{"name":"b0"}""");

        Assert.Equal("Project \"team\" doesn't allow for snapshot creation", $"{snapshot.Body["error"]}");
        Assert.Equal(HttpStatusCode.Accepted, backup.Status);
    }

    [Fact]
    public async Task Volumes_of_a_renamed_project_are_there_and_their_files_are_not_until_it_is_renamed_back()
    {
        using var raw = await RawAsync("5.0.2");
        await SendAsync(raw, "POST", $"{Volumes}?project=team", """{"name":"a"}""");
        await EndAsync(raw, await SendAsync(raw, "POST", $"{Volumes}/a/backups?project=team", """{"name":"b0"}"""));

        await EndAsync(raw, await SendAsync(raw, "POST", "/1.0/projects/team", """{"name":"crew"}"""));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(raw, "GET", $"{Volumes}/a?project=crew")).Status);
        Assert.EndsWith("crew_a/b0: no such file or directory", $"{(await SendAsync(raw, "GET", $"{Volumes}/a/backups/b0/export?project=crew")).Body["error"]}", StringComparison.Ordinal);
        await SendAsync(raw, "POST", "/1.0/projects", """{"name":"team"}""");
        Assert.EndsWith("team_a\" already exists", $"{(await SendAsync(raw, "POST", $"{Volumes}?project=team", """{"name":"a"}""")).Body["error"]}", StringComparison.Ordinal);
        await SendAsync(raw, "DELETE", "/1.0/projects/team");
        await EndAsync(raw, await SendAsync(raw, "POST", "/1.0/projects/crew", """{"name":"team"}"""));
        using var export = await raw.Client.GetAsync(new Uri($"{Volumes}/a/backups/b0/export?project=team", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, export.StatusCode);
    }

    [Fact]
    public async Task The_name_of_another_project_is_refused_when_the_operation_ends()
    {
        using var raw = await RawAsync("5.0.2");

        var end = await EndAsync(raw, await SendAsync(raw, "POST", "/1.0/projects/team", """{"name":"default"}"""));

        Assert.Equal(("Renaming project", "A project named \"default\" already exists"), ($"{end["description"]}", $"{end["err"]}"));
    }

    private async Task<RawClient> RawAsync(string version)
    {
        var server = await StartAsync(Profile(version));
        server.Seed(s => s.Project("team"));
        return new RawClient(server.SocketPath);
    }

    private static async Task<JsonNode> EndAsync(RawClient raw, (HttpStatusCode Status, JsonNode Body) accepted)
    {
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        return (await SendAsync(raw, "GET", $"{accepted.Body["operation"]}/wait")).Body["metadata"]!;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(RawClient raw, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await raw.Client.SendAsync(request, Ct);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential.Migrations;

/// <summary>Asks two servers for a migration, by the requests that a client would send, and tells what came of it.</summary>
internal sealed partial class MigrationRun(IServerPair pair, MigrationCase wanted, string name) : IDisposable
{
    // A block volume of the default size has ten gigabytes to be sent.
    private const string BlockSize = "65536";

    private static readonly string[] Files = ["f.txt", "root.img"];

    private static readonly string[] Drivers = ["dir", "btrfs"];

    private readonly HttpClient[] _clients = [LxdSocket.ClientFor(pair.SocketPathOf(0)), LxdSocket.ClientFor(pair.SocketPathOf(1))];
    private readonly string[] _pools = [$"m-{wanted.From}", $"m-{wanted.To}"];

    private string Volumes(int server) => $"/1.0/storage-pools/{_pools[server]}/volumes/custom";

    /// <summary>Both operations, and the volume that is there then.</summary>
    public async Task<string> TellAsync()
    {
        await MakeAsync(0, wanted.Content, wanted.Snapshots, "new");
        if (wanted.ExistingContent is { } existing)
            await MakeAsync(1, existing, wanted.ExistingSnapshots, "old");
        var told = new StringBuilder();
        foreach (var (server, operation) in await StartAsync())
        {
            var end = await EndAsync(server, operation);
            told.AppendLine(server == 1 ? $"target: {end}" : wanted.IsSourceLeft ? "" : $"source: {end}");
        }

        var volume = await SendAsync(1, "GET", $"{Volumes(1)}/{name}");
        told.AppendLine(Normalize($"{volume}"));
        told.AppendLine(Normalize($"{await SendAsync(1, "GET", $"{Volumes(1)}/{name}/snapshots?recursion=1")}"));
        foreach (var file in $"{volume["type"]}" == "sync" ? Files : [])
            told.AppendLine($"{file}: {await ContentsAsync(file)}");
        return told.ToString();
    }

    /// <summary>Removes the volumes.</summary>
    public async Task ForgetAsync()
    {
        foreach (var server in new[] { 0, 1 })
            await SendAsync(server, "DELETE", $"{Volumes(server)}/{name}");
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    /// <summary>Makes the pools for all drivers.</summary>
    public static async Task MakePoolsAsync(IServerPair pair)
    {
        foreach (var server in new[] { 0, 1 })
        {
            var path = pair.SocketPathOf(server);
            var there = (JsonArray)await LxdSocket.SendAsync(path, HttpMethod.Get, "/1.0/storage-pools");
            foreach (var driver in Drivers.Where(driver => !there.Any(pool => $"{pool}".EndsWith($"/m-{driver}", StringComparison.Ordinal))))
                await LxdSocket.SendAsync(path, HttpMethod.Post, "/1.0/storage-pools", new JsonObject { ["name"] = $"m-{driver}", ["driver"] = driver, ["config"] = driver == "dir" ? [] : new JsonObject { ["size"] = "256MiB" } });
        }
    }

    /// <summary>Removes them: others share the servers.</summary>
    public static async Task RemovePoolsAsync(IServerPair pair)
    {
        foreach (var server in new[] { 0, 1 })
        {
            foreach (var driver in Drivers)
                await LxdSocket.SendAsync(pair.SocketPathOf(server), HttpMethod.Delete, $"/1.0/storage-pools/m-{driver}");
        }
    }

    private async Task MakeAsync(int server, string content, IEnumerable<string> snapshots, string word)
    {
        var config = content == "block" ? new JsonObject { ["size"] = BlockSize } : [];
        await SendAsync(server, "POST", Volumes(server), new JsonObject { ["name"] = name, ["type"] = "custom", ["content_type"] = content, ["description"] = word, ["config"] = config });
        var file = content == "block" ? "root.img" : "f.txt";
        // rsync takes files of one second and one size for the same.
        foreach (var snapshot in snapshots)
        {
            await pair.WriteAsync(server, _pools[server], name, file, Encoding.UTF8.GetBytes($"{word} {snapshot}{new string('.', snapshot[^1])}"));
            await SendAsync(server, "POST", $"{Volumes(server)}/{name}/snapshots", new JsonObject { ["name"] = snapshot });
        }

        await pair.WriteAsync(server, _pools[server], name, file, Encoding.UTF8.GetBytes($"it is {word}{(server == 0 ? "" : "er")}"));
    }

    private async Task<(int Server, JsonNode Operation)[]> StartAsync()
    {
        var source = new JsonObject { ["type"] = "migration", ["mode"] = wanted.Mode, ["name"] = name, ["pool"] = _pools[0], ["refresh"] = wanted.IsRefresh, ["volume_only"] = wanted.IsTargetAlone };
        var config = JsonNode.Parse(wanted.Config)!;
        if (wanted.WantedContent == "block" && config["size"] is null)
            config["size"] = BlockSize;
        var order = new JsonObject { ["name"] = name, ["type"] = "custom", ["content_type"] = wanted.WantedContent, ["description"] = "wanted", ["config"] = config, ["source"] = source };
        var offer = new JsonObject { ["name"] = name, ["pool"] = _pools[0], ["migration"] = true, ["volume_only"] = wanted.IsSourceAlone };
        if (wanted.Mode == "pull")
        {
            var sending = await SendAsync(0, "POST", $"{Volumes(0)}/{name}", offer);
            foreach (var (key, value) in await DoorAsync(0, sending))
                source[key] = value;
            return [(0, sending), (1, await SendAsync(1, "POST", Volumes(1), order))];
        }

        var receiving = await SendAsync(1, "POST", Volumes(1), order);
        offer["target"] = new JsonObject(await DoorAsync(1, receiving));
        return [(0, await SendAsync(0, "POST", $"{Volumes(0)}/{name}", offer)), (1, receiving)];
    }

    private async Task<IEnumerable<KeyValuePair<string, JsonNode?>>> DoorAsync(int server, JsonNode operation)
    {
        var info = await SendAsync(server, "GET", "/1.0");
        return new Dictionary<string, JsonNode?>
        {
            ["certificate"] = $"{info["metadata"]!["environment"]!["certificate"]}",
            ["operation"] = new Uri(pair.UriOf(server), $"{operation["operation"]}").ToString(),
            ["secrets"] = operation["metadata"]?["metadata"]?.DeepClone(),
        };
    }

    private async Task<string> EndAsync(int server, JsonNode operation)
    {
        if ($"{operation["type"]}" != "async")
            return Normalize($"{operation}");
        var end = await SendAsync(server, "GET", $"{operation["operation"]}/wait?timeout=30");
        return Normalize($"{end["metadata"]?["status"]} {end["metadata"]?["err"]}");
    }

    private async Task<string> ContentsAsync(string file) =>
        await pair.ReadAsync(1, _pools[1], name, file) is { } bytes ? Encoding.UTF8.GetString(bytes).TrimEnd('\0') : "not there";

    private async Task<JsonNode> SendAsync(int server, string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body.ToJsonString()) };
        using var response = await _clients[server].SendAsync(request);
        var reply = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        if (method == "POST" && path.EndsWith("/snapshots", StringComparison.Ordinal))
            await SendAsync(server, "GET", $"{reply["operation"]}/wait");
        return reply;
    }

    private string Normalize(string text)
    {
        text = Temporary().Replace(Folder().Replace(Id().Replace(text.Replace(name, "NAME", StringComparison.Ordinal), "ID"), "DIR"), "/TEMPORARY/");
        text = Reset().Replace(Version().Replace(text, "=VERSION"), "websocket: close 1006 (abnormal closure): unexpected EOF");
        return Time().Replace(Pipes().Replace(Gone().Replace(text, "the target has gone"), "exit status 2"), "TIME");
    }

    [GeneratedRegex(@"[^\s""]*(?=/storage-pools/m-)")]
    private static partial Regex Folder();

    [GeneratedRegex(@"/(backup|migration)\.\d+/")]
    private static partial Regex Temporary();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex(@"=\d+\.\d+\.\d+")]
    private static partial Regex Version();

    [GeneratedRegex(@"202\d-\d\d-\d\dT[0-9:.]+Z")]
    private static partial Regex Time();

    // How a source finds out that nobody takes what it sends goes by what it has sent already.
    [GeneratedRegex(@"(?<=^Failure )(Error copying "".*"" to migration connection: .*|websocket: close 1000 \(normal\)|Failed sending volume .*: Btrfs send failed: .*|Failed closing BTRFS migration header frame: .*)", RegexOptions.Singleline)]
    private static partial Regex Gone();

    [GeneratedRegex(@"read tcp \S+: read: connection reset by peer")]
    private static partial Regex Reset();

    [GeneratedRegex(@"exit status 2( read \|0: file already closed)?( write \|1: (broken pipe|file already closed))?(?=\])")]
    private static partial Regex Pipes();
}

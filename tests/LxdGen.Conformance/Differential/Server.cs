using System.Text;
using System.Text.Json.Nodes;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance.Differential;

/// <summary>A server that a walk is taken on, by two clients.</summary>
/// <param name="name">How differences call it.</param>
/// <param name="socketPath">Where it listens.</param>
/// <param name="directories">Where it has its pools, by member.</param>
internal sealed class Server(string name, string socketPath, params IReadOnlyList<string> directories) : IDisposable
{
    private const string DefaultProject = """{"description":"Default LXD project","config":{"features.images":"true","features.networks":"true","features.profiles":"true","features.storage.volumes":"true"}}""";

    private static readonly string[] Told = ["Location", "Content-Type", "Content-Range", "Content-Disposition", "Accept-Ranges", "Allow"];

    private readonly HttpClient[] _clients = [LxdSocket.ClientFor(socketPath), LxdSocket.ClientFor(socketPath)];
    private readonly Dictionary<(int Client, string Path), string> _seen = [];
    private readonly Dictionary<string, string> _addresses = [];
    private string _operation = "";
    private byte[] _exported = [];

    public string Name => name;

    /// <summary>Removes what would keep volumes and pools from being deleted.</summary>
    public Func<Task> Sweep { get; init; } = () => Task.CompletedTask;

    public async Task<Answer> TakeAsync(Step step)
    {
        var key = (step.Client, step.Path.Split('?')[0]);
        using var request = Request(step, _seen.GetValueOrDefault(key, ""));
        try
        {
            // The body of a range that is not there is shorter than it says.
            using var response = await _clients[step.Client].SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var text = await TextAsync(response);
            var etag = response.Headers.TryGetValues("ETag", out var etags) ? etags.Single() : null;
            if (etag is not null)
                _seen[key] = etag;
            var end = await EndAsync(text);
            return new Answer((int)response.StatusCode, Normalize(end is null ? text : AsBegun(text))) { ETag = IsOfAddresses(key.Item2) ? null : etag, Headers = Headers(response), End = end };
        }
        catch (HttpRequestException)
        {
            return new Answer(0, "no answer");
        }
    }

    /// <summary>All pools, volumes, snapshots, backups and projects, normalised.</summary>
    public async Task<string> StateAsync()
    {
        var state = new StringBuilder();
        foreach (var path in await StatePathsAsync())
            state.AppendLine($"{path}: {await TakeAsync(new Step(0, "GET", path))}");
        var config = (await MetadataAsync("/1.0"))["config"]!.AsObject().Where(pair => pair.Key.StartsWith("user.", StringComparison.Ordinal));
        state.AppendLine($"config: {string.Join(", ", config)}");
        return state.ToString();
    }

    /// <summary>Removes all pools, projects and config, and forgets what was seen.</summary>
    /// <exception cref="InvalidOperationException">Something would not go, and would be in the way of the next walk.</exception>
    public async Task ClearAsync()
    {
        _seen.Clear();
        (_operation, _exported) = ("", []);
        await Sweep();
        List<string> refusals = [];
        // Before the volumes, some of which it may use.
        if (directories.Count == 1)
            await TakeAsync(new Step(0, "PUT", "/1.0", "{}"));
        else
            await ClearMembersAsync();
        await ForgetRbacAsync();
        // What has become false is told until then.
        await TakeAsync(new Step(0, "PATCH", "/1.0", """{"config":{"user.x":"","user.y":""}}"""));
        foreach (var pool in await NamesAsync("/1.0/storage-pools?recursion=1"))
        {
            foreach (var volume in await VolumePathsAsync(pool))
                await DeleteAsync($"{volume.Path}&target={volume.Location}");
        }

        // Before the pools: of a project without volumes of its own, those that were moved there can be reached in no other way.
        foreach (var project in (await NamesAsync("/1.0/projects?recursion=1")).Where(project => project != "default"))
            await DeleteAsync($"/1.0/projects/{Uri.EscapeDataString(project)}");
        await TakeAsync(new Step(0, "PUT", "/1.0/projects/default", DefaultProject));
        foreach (var pool in await NamesAsync("/1.0/storage-pools?recursion=1"))
            await DeleteAsync(PoolPath(pool));
        if ((await NamesAsync("/1.0/storage-pools?recursion=1")).Any() || (await NamesAsync("/1.0/projects?recursion=1")).Any(project => project != "default"))
            throw new InvalidOperationException($"{name} cannot be emptied:\n{string.Join('\n', refusals)}");

        async Task DeleteAsync(string path)
        {
            if (await TakeAsync(new Step(0, "DELETE", path)) is { Status: >= 400 } answer)
                refusals.Add($"DELETE {path}: {answer}");
        }
    }

    /// <summary>Calls all members as before, and takes from them what they were given.</summary>
    private async Task ClearMembersAsync()
    {
        await TakeAsync(new Step(0, "POST", "/1.0/cluster/members/q", "{\"server_name\":\"n2\"}"));
        foreach (var path in MemberPaths)
        {
            var database = (await MetadataAsync(path))["roles"]!.AsArray().Where(role => $"{role}".StartsWith("database", StringComparison.Ordinal)).Select(role => $"\"{role}\"");
            await TakeAsync(new Step(0, "PUT", path, $"{{\"roles\":[{string.Join(',', database)}],\"failure_domain\":\"default\",\"groups\":[\"default\"]}}"));
            var member = path.Split('/')[^1];
            _addresses[member] = $"{(await MetadataAsync($"/1.0?target={member}"))["config"]!["cluster.https_address"]}";
            // Twice, since the first may not be told to the others.
            for (var i = 0; i < 2; i++)
                await TakeAsync(new Step(0, "PUT", $"/1.0?target={member}", $"{{\"config\":{{\"core.https_address\":\"{_addresses[member]}\",\"cluster.https_address\":\"{_addresses[member]}\"}}}}"));
        }
    }

    /// <summary>Has all members look anew whether there is an RBAC. One that was not told of a change goes on with the one before.</summary>
    private async Task ForgetRbacAsync()
    {
        foreach (var expiry in new[] { "1", "" })
            await TakeAsync(new Step(0, "PATCH", "/1.0", $"{{\"config\":{{\"rbac.api.expiry\":\"{expiry}\"}}}}"));
    }

    private IEnumerable<string> MemberPaths => directories.Select((_, index) => $"/1.0/cluster/members/n{index + 1}");

    // The config of a member has its address.
    private bool IsOfAddresses(string path) => path == "/1.0" && directories.Count > 1;

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private HttpRequestMessage Request(Step step, string seen)
    {
        var path = step.Path.Replace("{op}", _operation, StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(step.Method), new Uri($"http://lxd{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (step.Upload != Upload.None)
            request.Content = new ByteArrayContent(Uploads.Get(step.Upload, _exported));
        else if (step.Body is { } body)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(body)));
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", step.ContentType);
        if (IfMatch(step.Match, seen.Trim('"')) is { } match)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        if (step.Header is var (name, value))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static string? IfMatch(Match match, string hash) => match switch
    {
        Match.None => null,
        Match.Never => "0123",
        Match.LastSeen => hash.Length == 0 ? "" : $"\"{hash}\"",
        Match.Unquoted => hash,
        Match.HalfQuoted => $"\"{hash}",
        Match.Weak => $"W/\"{hash}\"",
        Match.List => $"\"{hash}\", \"x\"",
        Match.UpperCase => hash.ToUpperInvariant(),
        Match.Star => "*",
        _ => "\"\"",
    };

    private async Task<string> TextAsync(HttpResponseMessage response)
    {
        if ((int)response.StatusCode == 416)
            return "";
        if (response.Content.Headers.ContentType?.MediaType != "application/octet-stream")
            return await response.Content.ReadAsStringAsync();
        var file = await response.Content.ReadAsByteArrayAsync();
        if ((int)response.StatusCode == 200)
            _exported = file;
        return "FILE";
    }

    private string Headers(HttpResponseMessage response)
    {
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return string.Join(' ', Told.Where(name => all.TryGetValue(name, out var value) && value != "application/json").Select(name => $"{name}: {Normalize(all[name])}"));
    }

    private async Task<IReadOnlyList<string>> StatePathsAsync()
    {
        List<string> paths = ["/1.0/projects?recursion=1", "/1.0/storage-pools?recursion=1"];
        if (directories.Count > 1)
            paths.AddRange(["/1.0/cluster/members?recursion=1", "/1.0?target=n1", "/1.0?target=n2", "/1.0?target=q", "/1.0?target=n3"]);
        foreach (var pool in await NamesAsync("/1.0/storage-pools?recursion=1"))
        {
            paths.Add($"{PoolPath(pool)}/volumes?recursion=1&all-projects=true");
            foreach (var volume in await VolumePathsAsync(pool))
                paths.AddRange([PartsOf(volume, "snapshots"), PartsOf(volume, "backups")]);
        }

        return paths;
    }

    private static string PartsOf((string Path, string Location) volume, string what) =>
        $"{volume.Path.Replace("?", $"/{what}?recursion=1&", StringComparison.Ordinal)}&target={volume.Location}";

    private async Task<IEnumerable<string>> NamesAsync(string path) => (await MetadataAsync(path)).AsArray().Select(item => $"{item!["name"]}").Order(StringComparer.Ordinal);

    private async Task<IReadOnlyList<(string Path, string Location)>> VolumePathsAsync(string pool) =>
    [
        .. (await MetadataAsync($"{PoolPath(pool)}/volumes?recursion=1&all-projects=true")).AsArray()
            .Where(volume => !$"{volume!["name"]}".Contains('/', StringComparison.Ordinal))
            .Select(volume => ($"{PoolPath(pool)}/volumes/custom/{Uri.EscapeDataString($"{volume!["name"]}")}?project={Uri.EscapeDataString($"{volume["project"]}")}", $"{volume["location"]}"))
            .Order(),
    ];

    private static string PoolPath(string pool) => $"/1.0/storage-pools/{Uri.EscapeDataString(pool)}";

    private async Task<JsonNode> MetadataAsync(string path) => JsonNode.Parse(await _clients[0].GetStringAsync(new Uri(path, UriKind.Relative)))!["metadata"]!;

    private async Task<string?> EndAsync(string text)
    {
        if (text is not ['{', ..] || JsonNode.Parse(text) is not { } reply || $"{reply["type"]}" != "async")
            return null;
        _operation = $"{reply["metadata"]!["id"]}";
        return Normalize((await MetadataAsync($"{reply["operation"]}/wait?timeout=30")).ToJsonString());
    }

    // What is over at once may have been over when it was told.
    private static string AsBegun(string text)
    {
        var reply = JsonNode.Parse(text)!;
        var operation = reply["metadata"]!;
        (operation["status"], operation["status_code"], operation["err"]) = ("Running", 103, "");
        return reply.ToJsonString();
    }

    private string Fill(string body) =>
        _addresses.Aggregate(directories.Index().Aggregate(body.Replace("{dir}", directories[0], StringComparison.Ordinal), (text, directory) => text.Replace($"{{dir:n{directory.Index + 1}}}", directory.Item, StringComparison.Ordinal)), (text, address) => text.Replace($"{{address:{address.Key}}}", address.Value, StringComparison.Ordinal));

    private string Normalize(string text) => Normalizer.Normalize(text, directories);
}

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
    private readonly HttpClient[] _clients = [LxdSocket.ClientFor(socketPath), LxdSocket.ClientFor(socketPath)];
    private readonly Dictionary<(int Client, string Path), string> _seen = [];

    public string Name => name;

    public async Task<Answer> TakeAsync(Step step)
    {
        using var request = new HttpRequestMessage(new HttpMethod(step.Method), new Uri($"http://lxd{step.Path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (step.Body is { } body)
            request.Content = new StringContent(Fill(body), Encoding.UTF8, "application/json");
        var key = (step.Client, step.Path.Split('?')[0]);
        if (step.Match != Match.None)
            request.Headers.TryAddWithoutValidation("If-Match", step.Match == Match.Never ? "0123" : _seen.GetValueOrDefault(key, ""));
        using var response = await _clients[step.Client].SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var etag = response.Headers.TryGetValues("ETag", out var etags) ? etags.Single() : null;
        if (etag is not null)
            _seen[key] = etag;
        return new Answer((int)response.StatusCode, Normalize(text), response.Headers.Location is { } location ? Normalize(location.OriginalString) : null, etag, await EndAsync(text));
    }

    /// <summary>Removes all pools and the project of the walks, and forgets what was seen.</summary>
    public async Task ClearAsync()
    {
        _seen.Clear();
        foreach (var pool in (await MetadataAsync("/1.0/storage-pools?recursion=1")).AsArray())
        {
            var path = $"/1.0/storage-pools/{Uri.EscapeDataString($"{pool!["name"]}")}";
            foreach (var volume in (await MetadataAsync($"{path}/volumes?recursion=1&all-projects=true")).AsArray())
            {
                if (!$"{volume!["name"]}".Contains('/', StringComparison.Ordinal))
                    await TakeAsync(new Step(0, "DELETE", $"{path}/volumes/custom/{Uri.EscapeDataString($"{volume["name"]}")}?project={volume["project"]}&target={volume["location"]}"));
            }

            await TakeAsync(new Step(0, "DELETE", path));
        }

        await TakeAsync(new Step(0, "DELETE", "/1.0/projects/pw"));
    }

    public void Dispose()
    {
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task<JsonNode> MetadataAsync(string path) => JsonNode.Parse(await _clients[0].GetStringAsync(new Uri(path, UriKind.Relative)))!["metadata"]!;

    private async Task<string?> EndAsync(string text)
    {
        if (text is not ['{', ..] || JsonNode.Parse(text) is not { } reply || $"{reply["type"]}" != "async")
            return null;
        return Normalize((await MetadataAsync($"{reply["operation"]}/wait?timeout=30")).ToJsonString());
    }

    private string Fill(string body) =>
        directories.Index().Aggregate(body.Replace("{dir}", directories[0], StringComparison.Ordinal), (text, directory) => text.Replace($"{{dir:n{directory.Index + 1}}}", directory.Item, StringComparison.Ordinal));

    private string Normalize(string text) => Normalizer.Normalize(text, directories);
}

using System.Globalization;
using System.Text;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LxdGen.Testing.Archives;

/// <summary>The <c>index.yaml</c> of a backup's file.</summary>
internal static class ArchiveIndex
{
    public static byte[] Write(Volume volume, bool volumeOnly)
    {
        var snapshots = volumeOnly ? [] : volume.Snapshots;
        var root = new YamlMappingNode
        {
            { "name", Text(volume.Key.Name) },
            { "backend", volume.Pool.Driver },
            { "pool", Text(volume.Pool.Name) },
            { "snapshots", new YamlSequenceNode(snapshots.Select(snapshot => Text(snapshot.Name))) },
            { "optimized", "false" },
            { "optimized_header", "false" },
            { "type", volume.Key.Type },
            { "config", new YamlMappingNode { { "volume", Describe(volume) }, { "volume_snapshots", new YamlSequenceNode(snapshots.Select(snapshot => Describe(volume, snapshot))) } } },
        };
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }

    public static ArchivedVolume Read(byte[] index)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(Encoding.UTF8.GetString(index)));
            var config = stream.Documents[0].RootNode["config"];
            var volume = config["volume"];
            return new ArchivedVolume
            {
                Name = Value(volume, "name"),
                ContentType = Value(volume, "content_type"),
                Description = Value(volume, "description"),
                Config = Map(volume["config"]),
                Snapshots = [.. Items(config, "volume_snapshots").Select(Snapshot)],
            };
        }
        catch (Exception e) when (e is YamlException or KeyNotFoundException or InvalidCastException or ArgumentException)
        {
            throw LxdFailure.Internal("Backup is missing index.yaml");
        }
    }

    private static YamlMappingNode Describe(Volume volume) => new()
    {
        { "config", Map(volume.Config) },
        { "description", Text(volume.Description) },
        { "name", Text(volume.Key.Name) },
        { "type", volume.Key.Type },
        { "used_by", new YamlSequenceNode() },
        { "location", volume.Key.Member },
        { "content_type", volume.ContentType },
        { "project", Text(volume.Key.Project) },
        { "created_at", volume.TimeOf(volume.CreatedAt) },
    };

    private static YamlMappingNode Describe(Volume volume, Snapshot snapshot) => new()
    {
        { "description", Text(snapshot.Description) },
        { "expires_at", snapshot.ExpiresAt ?? GoTime.Zero },
        { "name", Text(snapshot.Name) },
        { "config", Map(snapshot.Config) },
        { "content_type", volume.ContentType },
        { "created_at", volume.TimeOf(snapshot.CreatedAt) },
    };

    private static ArchivedSnapshot Snapshot(YamlNode node) => new()
    {
        Name = Value(node, "name"),
        Description = Value(node, "description"),
        CreatedAt = GoTime.Parse(Value(node, "created_at")) is { } created ? DateTimeOffset.Parse(created, CultureInfo.InvariantCulture) : null,
        ExpiresAt = Value(node, "expires_at") is var time && time is GoTime.Zero or "null" ? null : time,
        Config = Map(node["config"]),
    };

    // Quoted, so that a text that looks like a number stays a text.
    private static YamlScalarNode Text(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    private static YamlMappingNode Map(IEnumerable<KeyValuePair<string, string>> map) =>
        new(map.Select(pair => KeyValuePair.Create<YamlNode, YamlNode>(Text(pair.Key), Text(pair.Value))));

    private static Dictionary<string, string> Map(YamlNode node) =>
        ((YamlMappingNode)node).Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value ?? "", pair => ((YamlScalarNode)pair.Value).Value ?? "", StringComparer.Ordinal);

    private static YamlSequenceNode Items(YamlNode node, string name) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(name), out var items) && items is YamlSequenceNode list ? list : [];

    private static string Value(YamlNode node, string name) => ((YamlScalarNode)node[name]).Value ?? "";
}

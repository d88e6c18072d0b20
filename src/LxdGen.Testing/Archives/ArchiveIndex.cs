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
    // Real servers do not know it: their images are as large as the volume.
    private const string BlockSize = "emulated_block_size";

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
        if (volume.IsBlock)
            root.Add(BlockSize, volume.BlockSize.ToString(CultureInfo.InvariantCulture));
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }

    /// <summary>Reads it. What is not in it is empty, as in LXD.</summary>
    public static ArchivedVolume Read(byte[] index)
    {
        var root = Parse(Encoding.UTF8.GetString(index));
        var config = Find(root, "config");
        var volume = Find(config, "volume");
        var snapshots = Items(config, "volume_snapshots").Select(Snapshot).ToList();
        return new ArchivedVolume
        {
            Name = Value(root, "name"),
            ContentType = Value(volume, "content_type"),
            Description = Value(volume, "description"),
            Config = Map(Find(volume, "config")),
            Snapshots = snapshots,
            BlockSize = long.TryParse(Value(root, BlockSize), CultureInfo.InvariantCulture, out var size) ? size : null,
            OptimizedFor = Value(root, "optimized") == "true" ? Value(root, "backend") : null,
            Fault = volume is null ? "Valid volume config not found in index"
                : !snapshots.Select(snapshot => snapshot.Name).SequenceEqual(Items(root, "snapshots").Select(Text)) ? "Valid volume snapshot config not found in index"
                : null,
        };
    }

    private static YamlMappingNode? Parse(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? throw LxdFailure.BadRequest("EOF") : stream.Documents[0].RootNode as YamlMappingNode;
        }
        catch (YamlException e)
        {
            throw LxdFailure.BadRequest($"yaml: {e.Message}");
        }
    }

    private static YamlMappingNode Describe(Volume volume) => new()
    {
        { "config", Map(volume.Config) },
        { "description", Text(volume.Description) },
        { "name", Text(volume.Key.Name) },
        { "type", volume.Key.Type },
        { "used_by", new YamlSequenceNode() },
        { "location", volume.Location },
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
        CreatedAt = TimeIn(node, "created_at") is { } created ? GoTime.Instant(created) : null,
        ExpiresAt = TimeIn(node, "expires_at"),
        Config = Map(Find(node, "config")),
    };

    private static string? TimeIn(YamlNode node, string name) => Value(node, name) is var time && time is "" or "null" ? null : GoTime.Parse(time);

    // Quoted, so that a text that looks like a number stays a text.
    private static YamlScalarNode Text(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    private static YamlMappingNode Map(IEnumerable<KeyValuePair<string, string>> map) =>
        new(map.Select(pair => KeyValuePair.Create<YamlNode, YamlNode>(Text(pair.Key), Text(pair.Value))));

    private static Dictionary<string, string> Map(YamlNode? node) =>
        node is YamlMappingNode map ? map.Children.ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value), StringComparer.Ordinal) : [];

    private static YamlSequenceNode Items(YamlNode? node, string name) => Find(node, name) as YamlSequenceNode ?? [];

    private static string Value(YamlNode? node, string name) => Find(node, name) is { } value ? Text(value) : "";

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static YamlNode? Find(YamlNode? node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var value) && value is not YamlScalarNode { Value: null or "" } ? value : null;
}

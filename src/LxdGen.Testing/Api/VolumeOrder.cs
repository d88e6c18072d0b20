using System.Collections.Immutable;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>What is wanted of a new volume.</summary>
internal sealed class VolumeOrder(Pool pool, VolumeKey key, Body body)
{
    private readonly Body? _source = body.Object("source", "StorageVolumeSource");

    public Pool Pool => pool;

    public VolumeKey Key => key;

    public string ContentType { get; } = body.Text("content_type") is { Length: > 0 } type ? type : "filesystem";

    public string Description { get; } = body.Text("description") ?? "";

    public IReadOnlyDictionary<string, string>? Config { get; } = body.Map("config");

    public string SourceType => OfSource("type");

    public string SourceName => OfSource("name");

    public string Mode => OfSource("mode");

    public bool IsRefresh => _source?.Flag("refresh") == true;

    public bool VolumeOnly => _source?.Flag("volume_only") == true;

    /// <summary>What is to be copied: a volume, or a snapshot of one, named VOLUME/SNAPSHOT.</summary>
    public Source FindSource(ServerState server)
    {
        var from = server.Pool(OfSource("pool"));
        var project = OfSource("project") is { Length: > 0 } other ? other : key.Project;
        var parts = SourceName.Split('/');
        var sourceKey = new VolumeKey(project, VolumeType.Custom, parts[0]);
        if (from.Volumes.TryGetValue(sourceKey, out var volume))
        {
            if (parts.Length == 1)
                return new Source(volume, volume.Description, volume.Config, volume.Files, volume.Snapshots);
            if (volume.Snapshots.Find(snapshot => snapshot.Name == parts[1]) is { } snapshot)
                return new Source(volume, snapshot.Description, snapshot.Config, snapshot.Files, []);
        }

        throw LxdFailure.Internal($"Failed generating volume copy config: {VolumeName.Missing(sourceKey with { Name = SourceName }, from.Name)}: Storage volume not found");
    }

    private string OfSource(string field) => _source?.Text(field) ?? "";

    internal sealed record Source(Volume Volume, string Description, SortedDictionary<string, string> Config, ImmutableSortedDictionary<string, byte[]> Files, IReadOnlyList<Snapshot> Snapshots);
}

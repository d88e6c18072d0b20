using LxdGen.Testing.Http;
using LxdGen.Testing.Migration;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>What is wanted of a new volume.</summary>
internal sealed class VolumeOrder
{
    // Everything is read at once, so that a wrong field is told before a wrong value.
    public VolumeOrder(Body body)
    {
        Name = body.Text("name");
        Type = body.Text("type");
        ContentType = body.Text("content_type") is { Length: > 0 } content ? content : VolumeContent.Filesystem;
        Description = body.Text("description") ?? "";
        Config = body.Map("config");
        var source = body.Object("source");
        SourceType = source?.Text("type") ?? "";
        SourceName = source?.Text("name") ?? "";
        SourcePool = source?.Text("pool") ?? "";
        SourceProject = source?.Text("project") ?? "";
        SourceMember = source?.Text("location") ?? "";
        Mode = source?.Text("mode") ?? "";
        Peer = source is null ? null : new MigrationPeer(source);
        IsRefresh = source?.Flag("refresh") == true;
        VolumeOnly = source?.Flag("volume_only") == true;
    }

    // The null is forced: the place is known only when the fields have been found right, and nothing reads it before.
    public Pool Pool { get; private set; } = null!;

    public VolumeKey Key { get; private set; }

    public string? Name { get; }

    public string? Type { get; }

    public string ContentType { get; }

    public string Description { get; }

    public IReadOnlyDictionary<string, string>? Config { get; }

    public string SourceType { get; }

    public string SourceName { get; }

    public string SourceMember { get; }

    public string Mode { get; }

    /// <summary>Where a migration is to be fetched from; null where nothing was said of a source.</summary>
    public MigrationPeer? Peer { get; }

    public bool IsRefresh { get; }

    public bool VolumeOnly { get; }

    private string SourcePool { get; }

    private string SourceProject { get; }

    /// <summary>Says where it is wanted.</summary>
    public void Place(Pool pool, VolumeKey key) => (Pool, Key) = (pool, key);

    /// <summary>What is to be copied: a volume, or a snapshot of one, named VOLUME/SNAPSHOT.</summary>
    public CopySource FindSource(ServerState server)
    {
        if (SourceName.Length == 0)
            throw LxdFailure.Internal("No source volume name supplied");
        var from = server.Pool(SourcePool);
        var project = SourceProject.Length > 0 ? SourceProject : Key.Project;
        var parts = SourceName.Split('/');
        var sourceKey = new VolumeKey(project, VolumeType.Custom, parts[0], Key.Member);
        if (from.Volumes.TryGetValue(sourceKey, out var volume))
        {
            if (parts.Length == 1)
                return new CopySource(volume);
            if (volume.Find(parts[1]) is { } snapshot)
                return new CopySource(volume, snapshot);
        }

        throw LxdFailure.Internal($"Failed generating volume {(IsRefresh && Pool.Volumes.ContainsKey(Key) ? "refresh" : "copy")} config: {VolumeName.Missing(sourceKey with { Name = SourceName }, from.Name)}: Storage volume not found");
    }
}

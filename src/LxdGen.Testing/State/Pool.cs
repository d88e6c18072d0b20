using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.State;

/// <summary>A storage pool, with what each member has of it.</summary>
internal sealed class Pool(string name, string driver, LxdProfile profile, Members members)
{
    // What the disk of a real server might have.
    private const long TotalSpace = 100L << 30;
    private const long EmptySpace = 4L << 20;
    private const int TotalInodes = 1 << 20;

    /// <summary>Config that members were given which do not know of it, by member.</summary>
    private readonly Dictionary<string, SortedDictionary<string, string>> _strays = new(StringComparer.Ordinal);

    public string Name => name;

    public string Driver => driver;

    public LxdProfile Profile => profile;

    public string Description { get; set; } = "";

    public PoolStatus Status { get; set; }

    /// <summary>The config that is the same on all members.</summary>
    public SortedDictionary<string, string> Shared { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>By member: those that know of it.</summary>
    public SortedDictionary<string, PoolPart> Parts { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<VolumeKey, Volume> Volumes { get; } = [];

    public SortedDictionary<BucketKey, Bucket> Buckets { get; } = [];

    /// <summary>What no volume has any more: LXD leaves folders where a project is renamed or deleted.</summary>
    public Dictionary<VolumeFolder, VolumeDisk> Left { get; } = [];

    /// <summary>The files of backups. They too stay where they were when a project is renamed or deleted.</summary>
    public Dictionary<BackupPlace, byte[]> BackupFiles { get; } = [];

    /// <summary>Whether the folder of another volume is where this one would be.</summary>
    public bool HasLeft(VolumeKey key) => Left.TryGetValue(VolumeFolder.Of(key), out var left) && left.Folder is not null;

    /// <summary>Whether what comes from another pool is sent by its btrfs to the one here.</summary>
    public bool TakesSubvolumesOf(Pool other) => this != other && driver == PoolDriver.Btrfs && other.Driver == PoolDriver.Btrfs;

    /// <summary>A folder as it arrives here.</summary>
    public DiskFolder Arriving(DiskFolder folder, Pool from) => TakesSubvolumesOf(from) ? folder.Sent() : folder.Copied();

    /// <summary>What LXD makes to mount a volume at that it does not find.</summary>
    public DiskFolder MountPoint => new() { IsPlain = driver == PoolDriver.Btrfs };

    /// <summary>Whether it is a real disk of the server, and no Ceph.</summary>
    public bool IsLocal => driver != PoolDriver.CephObject;

    /// <summary>Whether volumes are counted: on btrfs from the first with a filesystem that is given a size.</summary>
    public bool HasQuotas { get; private set; }

    /// <summary>What a new volume takes over from the pool.</summary>
    public IEnumerable<KeyValuePair<string, string>> VolumeDefaults =>
        Shared.Where(pair => pair.Key.StartsWith("volume.", StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key["volume.".Length..], pair.Value));

    /// <summary>Gives a volume of it a size.</summary>
    public void Limit(long size) => HasQuotas |= driver == PoolDriver.Btrfs && size > 0;

    /// <summary>The config that is told: for a member with what belongs to it.</summary>
    /// <param name="target">The member that was named; null for none, for which a cluster tells what all have in common.</param>
    public SortedDictionary<string, string> ConfigFor(string? target)
    {
        var config = new SortedDictionary<string, string>(Shared, StringComparer.Ordinal);
        if (MemberOf(target) is { } member)
        {
            foreach (var (key, value) in OwnConfig(member))
                config[key] = value;
        }

        return config;
    }

    /// <summary>Replaces what <see cref="ConfigFor"/> tells, also where that is the same on all members.</summary>
    public void SetConfigFor(string? target, IEnumerable<KeyValuePair<string, string>> config)
    {
        var ofMember = config.ToLookup(pair => ConfigRules.IsOfMember(profile, pair.Key));
        Shared = new(ofMember[false].ToDictionary(), StringComparer.Ordinal);
        if (MemberOf(target) is not { } member)
            return;
        var own = new SortedDictionary<string, string>(ofMember[true].ToDictionary(), StringComparer.Ordinal);
        if (Parts.TryGetValue(member, out var part))
            part.Config = own;
        else
            _strays[member] = own;
    }

    /// <summary>Makes it known on a member, which keeps what it was given before.</summary>
    public void Announce(string member, IEnumerable<KeyValuePair<string, string>> config)
    {
        var own = new SortedDictionary<string, string>(OwnConfig(member), StringComparer.Ordinal);
        foreach (var (key, value) in config)
        {
            if (!own.TryAdd(key, value))
                throw LxdFailure.Internal("UNIQUE constraint failed: index 'storage_pools_unique_storage_pool_id_node_id_key'");
        }

        _strays.Remove(member);
        Parts.Add(member, new PoolPart { Config = own });
    }

    public string ETagFor(string? target) => Http.ETag.Of(name, driver, ConfigFor(target));

    /// <summary>Whether a member has anything in it; null for all of them.</summary>
    public bool IsInUse(string? member) => VolumesOn(member).Any() || Buckets.Count > 0;

    public string NameOf(string member) => members.NameOf(member);

    /// <summary>Takes away what a member has of it that leaves the cluster.</summary>
    public void Forget(string member)
    {
        foreach (var key in Volumes.Keys.Where(key => key.Member == member).ToList())
            Volumes.Remove(key);
        foreach (var folder in Left.Keys.Where(folder => folder.Member == member).ToList())
            Left.Remove(folder);
        Parts.Remove(member);
        _strays.Remove(member);
    }

    public bool HasFoldersOn(string member) => Parts.TryGetValue(member, out var part) && part.HasFolders;

    public bool HasStorageOn(string member) => Parts.TryGetValue(member, out var part) && part.HasStorage;

    public IEnumerable<Volume> VolumesOn(string? member) => member is null ? Volumes.Values : Volumes.Values.Where(volume => volume.Key.Member == member);

    /// <summary>The volumes that have this name, of which every member may have one.</summary>
    public IEnumerable<Volume> Namesakes(VolumeKey key) =>
        members.Keys.Select(member => Volumes.GetValueOrDefault(key with { Member = member })).OfType<Volume>();

    /// <param name="writer">Takes it.</param>
    /// <param name="target">The member that was named; null for none.</param>
    /// <param name="requestor">Who asks: some are told neither the config nor of other projects.</param>
    public void Write(Utf8JsonWriter writer, string? target, Requestor requestor)
    {
        writer.WriteStartObject();
        if (requestor.IsAdmin)
            writer.WriteMap("config", ConfigFor(target));
        else
            writer.WriteNull("config");
        writer.WriteString("description", Description);
        writer.WriteString("name", name);
        writer.WriteString("driver", driver);
        if (IsInUse(target) || !requestor.IsAdmin)
            writer.WriteList("used_by", VolumesOn(target).Where(volume => requestor.MayUse(volume.Key.Project)).SelectMany(volume => volume.ListedUrls).Concat(Buckets.Values.Select(bucket => bucket.Url)));
        else
            writer.WriteNull("used_by");
        writer.WriteString("status", StatusOn(target));
        writer.WriteList("locations", Parts.Keys.Select(NameOf));
        writer.WriteEndObject();
    }

    public void WriteResources(Utf8JsonWriter writer, string member)
    {
        var volumes = VolumesOn(member).ToList();
        writer.WriteStartObject();
        writer.WriteStartObject("space");
        writer.WriteNumber("used", EmptySpace + volumes.Sum(volume => volume.SizeWithSnapshots));
        writer.WriteNumber("total", ByteSize.TryParse(Parts[member].Config.GetValueOrDefault("size", ""), out var size) && size > 0 ? size : TotalSpace);
        writer.WriteEndObject();
        writer.WriteStartObject("inodes");
        // btrfs has as many as it likes, and counts none.
        writer.WriteNumber("used", Driver == PoolDriver.Btrfs ? 0 : volumes.Sum(volume => 1 + volume.Files.Count));
        writer.WriteNumber("total", Driver == PoolDriver.Btrfs ? 0 : TotalInodes);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private SortedDictionary<string, string> OwnConfig(string member) => Parts.GetValueOrDefault(member)?.Config ?? _strays.GetValueOrDefault(member) ?? [];

    private string StatusOn(string? target) => target is null ? Status.ToString()
        : !Parts.TryGetValue(target, out var part) ? "Unknown"
        : part.IsCreated ? nameof(PoolStatus.Created) : nameof(PoolStatus.Pending);

    private string? MemberOf(string? target) => target ?? (members.IsClustered ? null : members.Self);
}

using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>A volume, what is in it, and what belongs to it.</summary>
internal sealed class Volume(Pool pool, VolumeKey key, string contentType)
{
    private const long DefaultBlockSize = 10L << 30;
    private const long BlockUnit = 8192;

    private readonly List<Snapshot> _snapshots = [];

    // Lists of thousands are asked for again and again, so what was written is kept until something of it changes.
    private byte[]? _written;
    private (string Location, bool IsUsed) _writtenAs;

    public Pool Pool { get; private set => (field, _written) = (value, null); } = pool;

    public VolumeKey Key { get; private set => (field, _written) = (value, null); } = key;

    /// <summary>Whether it is where it says that it is: others may have moved or deleted it in the meantime.</summary>
    public bool IsThere => Pool.Volumes.GetValueOrDefault(Key) == this;

    public string ContentType => contentType;

    public required DateTimeOffset CreatedAt { get; init; }

    public string Description { get; set => (field, _written) = (value, null); } = "";

    /// <summary>Never changed but replaced.</summary>
    public SortedDictionary<string, string> Config { get; set => (field, _written) = (value, null); } = new(StringComparer.Ordinal);

    public VolumeDisk Disk { get; private set; } = new() { Folder = new DiskFolder { ImageSize = contentType == VolumeContent.Block ? DefaultBlockSize : null } };

    public ImmutableSortedDictionary<string, byte[]> Files
    {
        get => Disk.Folder?.Files ?? DiskFolder.NoFiles;
        set => Disk.Folder = (Disk.Folder ?? Pool.MountPoint) with { Files = value };
    }

    /// <summary>In the order in which they were taken.</summary>
    public IReadOnlyList<Snapshot> Snapshots => _snapshots;

    public List<Backup> Backups { get; } = [];

    /// <summary>Whether the server keeps something of its own in it.</summary>
    public bool IsUsedByServer { get; set; }

    public bool IsBlock => contentType == VolumeContent.Block;

    /// <summary>How large a block volume is; it never becomes smaller. 0 for one whose image was empty, or is lost.</summary>
    public long BlockSize => Disk.Folder?.ImageSize ?? 0;

    public long Size => Disk.Folder?.Size ?? 0;

    public long SizeWithSnapshots => Size + Disk.Snapshots.Values.Sum(folder => folder.Size);

    /// <summary>The member that has it, as the cluster calls it.</summary>
    public string Location => Pool.NameOf(Key.Member);

    public string ETag => Http.ETag.Of(Key.Name, Key.Type, Config);

    /// <summary>As lists of snapshots and backups have it.</summary>
    public string PlainUrl => $"/1.0/storage-pools/{Pool.Name}/volumes/{Key.Type}/{Key.Name}";

    public string Url => $"/1.0/storage-pools/{GoUrl.Escape(Pool.Name)}/volumes/{Key.Type}/{GoUrl.Escape(Key.Name)}";

    /// <summary>As other lists have it: LXD escapes these twice.</summary>
    public string ListedUrl => $"/1.0/storage-pools/{GoUrl.EscapeTwice(Pool.Name)}/volumes/{Key.Type}/{GoUrl.EscapeTwice(Key.Name)}{ListedQuery}";

    /// <summary>Its own and those of its snapshots.</summary>
    public IEnumerable<string> ListedUrls => Snapshots.Select(ListedUrlOf).Prepend(ListedUrl);

    /// <summary>As most lifecycle events have it: by the name on the server's disk.</summary>
    public string StorageUrl => $"/1.0/storage-pools/{GoUrl.Escape(Pool.Name)}/volumes/{Key.Type}/{GoUrl.Escape(Key.StorageName)}";

    public string ProjectQuery => Projects.QueryOf(Key.Project);

    public string ListedUrlOf(Snapshot snapshot) => $"/1.0/storage-pools/{GoUrl.EscapeTwice(Pool.Name)}/volumes/{Key.Type}/{GoUrl.EscapeTwice(Key.Name)}/snapshots/{GoUrl.EscapeTwice(snapshot.Name)}{ListedQuery}";

    /// <summary>Gives it the size that its config says.</summary>
    public void Resize(SortedDictionary<string, string> config, bool isNew)
    {
        if (!ByteSize.TryParse(config.GetValueOrDefault("size", ""), out var size) || size == 0)
            return;
        if (!IsBlock)
        {
            Pool.Limit(size);
            return;
        }

        if (size < BlockSize && !isNew)
            throw LxdFailure.Internal("Block volumes cannot be shrunk: Cannot be shrunk");
        SetImageSize(size);
    }

    /// <summary>Makes it as large as an image that was put into it, whatever its config says.</summary>
    public void TakeImage(long size) => SetImageSize(RoundUp(size));

    /// <summary>The size of the image that LXD makes for so many bytes.</summary>
    public static long RoundUp(long size) => (size + BlockUnit - 1) / BlockUnit * BlockUnit;

    /// <summary>Takes a snapshot. Its config takes over from the pool what the volume has not.</summary>
    public Snapshot Take(string name, string? expiresAt, DateTimeOffset now)
    {
        var snapshot = new Snapshot { Name = name, CreatedAt = now, Description = Description, ExpiresAt = expiresAt, Config = WithDefaults(Config) };
        Add(snapshot, Disk.Folder?.Copied());
        return snapshot;
    }

    /// <param name="snapshot">Not known yet.</param>
    /// <param name="folder">What is in it; null where it has none.</param>
    public void Add(Snapshot snapshot, DiskFolder? folder)
    {
        _snapshots.Add(snapshot);
        if (folder is not null)
            Disk.Snapshots[snapshot.Name] = folder;
    }

    /// <summary>Takes over copies of snapshots, which take over from this volume's pool what they have not.</summary>
    /// <param name="snapshots">The snapshots.</param>
    /// <param name="folderOf">The folder that each of them gets.</param>
    public void AddCopies(IEnumerable<Snapshot> snapshots, Func<Snapshot, DiskFolder?> folderOf)
    {
        foreach (var snapshot in snapshots)
        {
            var copy = snapshot.Copy();
            copy.Config = WithDefaults(copy.Config);
            Add(copy, folderOf(snapshot));
        }
    }

    public void Remove(Snapshot snapshot)
    {
        _snapshots.Remove(snapshot);
        Disk.Snapshots.Remove(snapshot.Name);
    }

    /// <summary>Deletes a backup, with its file where that is in its place.</summary>
    public void Remove(Backup backup)
    {
        Backups.Remove(backup);
        Pool.BackupFiles.Remove(BackupPlace.Of(Key, backup.Name));
    }

    public void Rename(Snapshot snapshot, string name)
    {
        if (Disk.Snapshots.Remove(snapshot.Name, out var folder))
            Disk.Snapshots[name] = folder;
        snapshot.Name = name;
    }

    /// <summary>Snapshots that are on the disk, and that nobody knows of.</summary>
    public IEnumerable<string> UnknownSnapshots => Disk.Snapshots.Keys.Where(name => Find(name) is null);

    /// <summary>The snapshot of this name; null for none.</summary>
    public Snapshot? Find(string name) => _snapshots.Find(snapshot => snapshot.Name == name);

    /// <summary>The folder of a snapshot; null where it has none.</summary>
    public DiskFolder? FolderOf(Snapshot snapshot) => Disk.Snapshots.GetValueOrDefault(snapshot.Name);

    /// <summary>Makes its folder where there is none, as LXD does where it mounts one.</summary>
    public void Mount() => Disk.Folder ??= Pool.MountPoint;

    public void Mount(IEnumerable<Snapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
            Disk.Snapshots.TryAdd(snapshot.Name, Pool.MountPoint);
    }

    public SortedDictionary<string, string> WithDefaults(SortedDictionary<string, string> own)
    {
        var config = new SortedDictionary<string, string>(own, StringComparer.Ordinal);
        foreach (var (name, value) in Pool.VolumeDefaults)
        {
            if (config.GetValueOrDefault(name, "").Length == 0)
                config[name] = value;
        }

        return config;
    }

    /// <summary>Gives it another name. What belongs to it goes with it, but for the files of backups that are elsewhere.</summary>
    public void Rename(string name)
    {
        var (oldKey, newKey) = (Key, Key with { Name = name });
        Pool.Volumes.Remove(oldKey);
        foreach (var backup in Backups)
        {
            if (Pool.BackupFiles.Remove(BackupPlace.Of(oldKey, backup.Name), out var file))
                Pool.BackupFiles[BackupPlace.Of(newKey, backup.Name)] = file;
        }

        Key = newKey;
        Settle(oldKey.StorageName);
        Pool.Volumes.Add(newKey, this);
    }

    /// <summary>The same in another pool or project, not put there yet. Backups stay behind.</summary>
    public Volume CopyTo(Pool target, VolumeKey key)
    {
        var copy = new Volume(target, key, contentType) { CreatedAt = CreatedAt, Description = Description };
        copy.Config = copy.WithDefaults(Config);
        copy.TellSizeOf(this);
        copy.Disk.Folder = target.Arriving(Disk.Folder!, Pool);
        copy.AddCopies(Snapshots, snapshot => FolderOf(snapshot) is { } folder ? target.Arriving(folder, Pool) : null);
        return copy;
    }

    /// <summary>Says in its config how large it is, where it comes from another pool: it is the size on the disk that arrives.</summary>
    public void TellSizeOf(Volume source)
    {
        if (source.Pool != Pool && source.IsBlock && source.BlockSize > 0)
            Config = new(Config, StringComparer.Ordinal) { ["size"] = source.BlockSize.ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>Comes to where folders may have been left.</summary>
    /// <param name="oldName">How the volume that it comes from is called on the disk.</param>
    public void Settle(string oldName)
    {
        if (Pool.Left.Remove(VolumeFolder.Of(Key), out var left))
            Disk.Join(left, oldName);
    }

    /// <summary>Goes where its project goes, and finds what was left there; its own folders and those of its snapshots and backups stay.</summary>
    public void FollowProject(string project)
    {
        Leave();
        Key = Key with { Project = project };
        Disk = Pool.Left.Remove(VolumeFolder.Of(Key), out var left) ? left : new VolumeDisk();
        Pool.Volumes.Add(Key, this);
    }

    /// <summary>Takes it out of the pool, and leaves its folders there.</summary>
    public void Leave()
    {
        Pool.Volumes.Remove(Key);
        if (!Disk.IsEmpty)
            Pool.Left[VolumeFolder.Of(Key)] = Disk;
    }

    /// <param name="writer">Takes it.</param>
    /// <param name="isUsed">Whether the member that tells of it takes it for one that the server keeps something in.</param>
    public void Write(Utf8JsonWriter writer, bool isUsed)
    {
        // Its member may have been renamed.
        if (_writtenAs != (Location, isUsed))
            (_written, _writtenAs) = (null, (Location, isUsed));
        writer.WriteRawValue(_written ??= Render(writer.Options, isUsed), skipInputValidation: true);
    }

    /// <summary>A snapshot as if it were a volume.</summary>
    public void Write(Utf8JsonWriter writer, Snapshot snapshot) => Write(writer, $"{Key.Name}/{snapshot.Name}", snapshot.Description, snapshot.Config, snapshot.CreatedAt, isUsed: false);

    /// <summary>When it, or a snapshot of it, was made. LXD 5.0 does not tell, although it has the field.</summary>
    public string TimeOf(DateTimeOffset createdAt) => Pool.Profile.Has("storage_volumes_created_at") ? GoTime.Exact(createdAt) : GoTime.Zero;

    // Lists tell the member too, where there are several.
    private string ListedQuery => Location == Members.Alone ? ProjectQuery : $"{(ProjectQuery.Length == 0 ? "?" : $"{ProjectQuery}&")}target={GoUrl.Escape(Location)}";

    private void SetImageSize(long size) => Disk.Folder = (Disk.Folder ?? Pool.MountPoint) with { ImageSize = size };

    private byte[] Render(JsonWriterOptions options, bool isUsed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
            Write(writer, Key.Name, Description, Config, CreatedAt, isUsed);
        return buffer.WrittenSpan.ToArray();
    }

    private void Write(Utf8JsonWriter writer, string name, string description, SortedDictionary<string, string> config, DateTimeOffset createdAt, bool isUsed)
    {
        writer.WriteStartObject();
        writer.WriteMap("config", config);
        writer.WriteString("description", description);
        writer.WriteString("name", name);
        writer.WriteString("type", Key.Type);
        writer.WriteList("used_by", isUsed ? ["/1.0"] : []);
        writer.WriteString("location", Location);
        writer.WriteString("content_type", contentType);
        writer.WriteString("project", Key.Project);
        if (Pool.Profile.Has("storage_volumes_all"))
            writer.WriteString("pool", Pool.Name);
        writer.WriteString("created_at", TimeOf(createdAt));
        writer.WriteEndObject();
    }
}

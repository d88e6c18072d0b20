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

    // Lists of thousands are asked for again and again, so what was written is kept until something of it changes.
    private byte[]? _written;
    private (string Location, bool IsUsed) _writtenAs;
    private VolumeFolder _folder = VolumeFolder.Of(key);

    public Pool Pool { get; private set => (field, _written) = (value, null); } = pool;

    public VolumeKey Key { get; private set => (field, _written) = (value, null); } = key;

    /// <summary>Whether its folder is where its name says. That of a renamed project is not.</summary>
    public bool IsAdrift => _folder != VolumeFolder.Of(Key);

    /// <summary>Whether it is where it says that it is: others may have moved or deleted it in the meantime.</summary>
    public bool IsThere => Pool.Volumes.GetValueOrDefault(Key) == this;

    public string ContentType => contentType;

    public required DateTimeOffset CreatedAt { get; init; }

    public string Description { get; set => (field, _written) = (value, null); } = "";

    /// <summary>Never changed but replaced.</summary>
    public SortedDictionary<string, string> Config { get; set => (field, _written) = (value, null); } = new(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, byte[]> Files { get; set; } = ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    /// <summary>In the order in which they were taken.</summary>
    public List<Snapshot> Snapshots { get; init; } = [];

    public List<Backup> Backups { get; init; } = [];

    /// <summary>Whether the server keeps something of its own in it.</summary>
    public bool IsUsedByServer { get; set; }

    /// <summary>How large a block volume is; it never becomes smaller. 0 for one whose image was empty.</summary>
    public long BlockSize { get; private set; } = DefaultBlockSize;

    public long Size => Files.Values.Sum(file => (long)file.Length);

    public long SizeWithSnapshots => Size + Snapshots.Sum(snapshot => snapshot.Files.Values.Sum(file => (long)file.Length));

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
        if (contentType != "block")
        {
            Pool.Limit(size);
            return;
        }

        if (size < BlockSize && !isNew)
            throw LxdFailure.Internal("Block volumes cannot be shrunk: Cannot be shrunk");
        BlockSize = size;
    }

    /// <summary>Makes it as large as an image that was put into it, whatever its config says.</summary>
    public void TakeImage(long size) => BlockSize = (size + BlockUnit - 1) / BlockUnit * BlockUnit;

    /// <summary>Takes a snapshot. Its config takes over from the pool what the volume has not.</summary>
    public Snapshot Take(string name, string? expiresAt, DateTimeOffset now)
    {
        var snapshot = new Snapshot { Name = name, CreatedAt = now, Description = Description, ExpiresAt = expiresAt, Config = WithDefaults(Config), Files = Files };
        Snapshots.Add(snapshot);
        return snapshot;
    }

    /// <summary>A snapshot as it arrives in this volume's pool: a copy that takes over from it what it has not.</summary>
    public Snapshot Arriving(Snapshot snapshot)
    {
        var copy = snapshot.Copy();
        copy.Config = WithDefaults(copy.Config);
        return copy;
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

    /// <summary>Gives it another place, in this pool or another. What is in it goes with it; backups leave neither pool nor project.</summary>
    public void MoveTo(Pool target, VolumeKey name)
    {
        Pool.Volumes.Remove(Key);
        // It is the size on the disk that arrives.
        if (target != Pool && contentType == "block" && BlockSize > 0)
            Config = new(Config, StringComparer.Ordinal) { ["size"] = BlockSize.ToString(CultureInfo.InvariantCulture) };
        var (isNew, wasAdrift) = (target != Pool || name.Project != Key.Project, IsAdrift);
        (Pool, Key) = (target, name);
        if (isNew)
        {
            Backups.Clear();
            Config = WithDefaults(Config);
            Snapshots.ForEach(snapshot => snapshot.Config = WithDefaults(snapshot.Config));
        }

        // One that is adrift is renamed in name only.
        if (isNew || !wasAdrift)
            _folder = VolumeFolder.Of(name);
        target.Volumes.Add(name, this);
    }

    /// <summary>Goes where its project goes; its folder and those of its snapshots and backups stay.</summary>
    public void FollowProject(string project)
    {
        Forget();
        Key = Key with { Project = project };
        if (!IsAdrift)
            Pool.Orphans.Remove(_folder);
        Pool.Volumes.Add(Key, this);
    }

    /// <summary>Takes it out of the pool, and leaves its folder there.</summary>
    public void Forget()
    {
        Pool.Volumes.Remove(Key);
        Pool.Orphans.Add(_folder);
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

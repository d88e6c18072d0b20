using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>A storage pool.</summary>
internal sealed class Pool(string name, string driver, LxdProfile profile)
{
    public const string CephObject = "cephobject";

    // What the disk of a real server might have.
    private const long TotalSpace = 100L << 30;
    private const long EmptySpace = 4L << 20;

    public string Name => name;

    public string Driver => driver;

    public LxdProfile Profile => profile;

    public string Description { get; set; } = "";

    public SortedDictionary<string, string> Config { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<VolumeKey, Volume> Volumes { get; } = [];

    public SortedDictionary<BucketKey, Bucket> Buckets { get; } = [];

    public bool IsInUse => Volumes.Count > 0 || Buckets.Count > 0;

    /// <summary>Whether it is a real disk of the server, and no Ceph.</summary>
    public bool IsLocal => driver != CephObject;

    /// <summary>Whether volumes are counted: on btrfs from the first with a filesystem that is given a size.</summary>
    public bool HasQuotas { get; private set; }

    public string ETag => Http.ETag.Of(name, driver, Config);

    public Volume Volume(VolumeKey key) => Volumes.GetValueOrDefault(key) ?? throw LxdFailure.NotFound("Storage pool volume not found");

    /// <summary>What a new volume takes over from the pool.</summary>
    public IEnumerable<KeyValuePair<string, string>> VolumeDefaults =>
        Config.Where(pair => pair.Key.StartsWith("volume.", StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key["volume.".Length..], pair.Value));

    /// <summary>Gives a volume of it a size.</summary>
    public void Limit(long size) => HasQuotas |= driver == "btrfs" && size > 0;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteMap("config", Config);
        writer.WriteString("description", Description);
        writer.WriteString("name", name);
        writer.WriteString("driver", driver);
        if (!IsInUse)
            writer.WriteNull("used_by");
        else
            writer.WriteList("used_by", Volumes.Values.SelectMany(volume => volume.ListedUrls).Concat(Buckets.Values.Select(bucket => bucket.Url)));
        writer.WriteString("status", "Created");
        writer.WriteList("locations", ["none"]);
        writer.WriteEndObject();
    }

    public void WriteResources(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("space");
        writer.WriteNumber("used", EmptySpace + Volumes.Values.Sum(volume => volume.SizeWithSnapshots));
        writer.WriteNumber("total", ByteSize.TryParse(Config.GetValueOrDefault("size", ""), out var size) && size > 0 ? size : TotalSpace);
        writer.WriteEndObject();
        writer.WriteStartObject("inodes");
        writer.WriteNumber("used", Volumes.Values.Sum(volume => 1 + volume.Files.Count));
        writer.WriteNumber("total", 1 << 20);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

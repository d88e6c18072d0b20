using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>What tells a bucket from the others of its pool.</summary>
internal readonly record struct BucketKey(string Project, string Name) : IComparable<BucketKey>
{
    public int CompareTo(BucketKey other)
    {
        var order = string.CompareOrdinal(Name, other.Name);
        return order != 0 ? order : string.CompareOrdinal(Project, other.Project);
    }
}

/// <summary>A bucket, without what S3 would put into it.</summary>
internal sealed class Bucket(Pool pool, BucketKey key)
{
    public Pool Pool => pool;

    public BucketKey Key => key;

    public string Description { get; set; } = "";

    public SortedDictionary<string, string> Config { get; set; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, BucketCredential> Keys { get; } = new(StringComparer.Ordinal);

    public string Url => $"/1.0/storage-pools/{GoUrl.Escape(pool.Name)}/buckets/{GoUrl.Escape(key.Name)}{ProjectQuery}";

    public string ETag => Http.ETag.Of(Description, Config);

    public string UrlOf(BucketCredential credential) => $"/1.0/storage-pools/{GoUrl.Escape(pool.Name)}/buckets/{GoUrl.Escape(key.Name)}/keys/{GoUrl.Escape(credential.Name)}{ProjectQuery}";

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", key.Name);
        writer.WriteString("description", Description);
        writer.WriteMap("config", Config);
        writer.WriteString("s3_url", S3Url);
        writer.WriteString("location", pool.IsLocal ? "none" : "");
        if (pool.Profile.Has("storage_buckets_all_projects"))
            writer.WriteString("project", key.Project);
        writer.WriteEndObject();
    }

    private string ProjectQuery => Projects.QueryOf(key.Project);

    // A server that has no address for S3 tells none.
    private string S3Url => pool.IsLocal ? "" : $"{pool.Shared["cephobject.radosgw.endpoint"].TrimEnd('/')}/{pool.Shared.GetValueOrDefault("cephobject.bucket.name_prefix")}{key.Name}";
}

using static LxdGen.Conformance.Differential.Walks.Chance;

namespace LxdGen.Conformance.Differential;

/// <summary>What random walks have found, told step by step: the next change of the walks makes other walks of their seeds.</summary>
internal static class OnceDifferent
{
    private static readonly string LongName = new('x', 260);

    public static IReadOnlyDictionary<string, IReadOnlyList<Step>> Walks { get; } = new Dictionary<string, IReadOnlyList<Step>>
    {
        ["a copy that is sent an empty config"] =
        [
            NewPool("w0"), NewVolume("w0", """{"name":"a","config":{"user.a":"1"}}"""),
            NewVolume("w0", """{"name":"b","config":{},"source":{"type":"copy","pool":"w0","name":"a"}}"""),
        ],
        ["a copy to another pool that is sent a config nobody knows"] =
        [
            NewPool("w0"), NewPool("w1"), NewVolume("w0", """{"name":"a"}"""),
            NewVolume("w1", """{"name":"a","config":{"bogus":"1","user.a":"1"},"source":{"type":"copy","pool":"w0","name":"a"}}"""),
        ],
        ["a move from a pool that is not there, to a name that is taken, with a member"] =
        [
            NewPool("w0"), NewVolume("w0", """{"name":"a"}"""),
            new(0, "POST", $"{PoolPath("nope")}/volumes/custom/a?target=none", """{"name":"a","pool":"w0"}"""),
        ],
        ["snapshots that come to another pool by a copy, a refresh and a move"] =
        [
            NewPool("w0"), new(0, "POST", "/1.0/storage-pools", """{"name":"w1","driver":"dir","config":{"volume.size":"20MiB"}}"""),
            NewVolume("w0", """{"name":"a"}"""), new(0, "POST", $"{PoolPath("w0")}/volumes/custom/a/snapshots", """{"name":"s0"}"""),
            NewVolume("w1", """{"name":"copied","source":{"type":"copy","pool":"w0","name":"a"}}"""),
            NewVolume("w1", """{"name":"refreshed"}"""), NewVolume("w1", """{"name":"refreshed","source":{"type":"copy","pool":"w0","name":"a","refresh":true}}"""),
            new(0, "POST", $"{PoolPath("w0")}/volumes/custom/a", """{"name":"moved","pool":"w1"}"""),
        ],
        ["a refresh with a size of twenty digits"] =
        [
            NewPool("w0"), NewVolume("w0", """{"name":"a"}"""),
            NewVolume("w0", """{"name":"a","config":{"size":"99999999999999999999"},"source":{"type":"copy","pool":"w0","name":"a","refresh":true}}"""),
        ],
        ["the namesake in a project of a volume that the server uses"] =
        [
            NewPool("w0"), new(0, "POST", "/1.0/projects", """{"name":"pw"}"""), NewVolume("w0", """{"name":"a"}"""),
            new(0, "POST", $"{PoolPath("w0")}/volumes/custom?project=pw", """{"name":"a"}"""), new(0, "PATCH", "/1.0", """{"config":{"storage.backups_volume":"w0/a"}}"""),
            new(0, "GET", $"{PoolPath("w0")}/volumes/custom/a?project=pw"), new(0, "PATCH", "/1.0", """{"config":{"storage.backups_volume":""}}"""),
        ],
        ["an import into a project with a limit that tells no size"] =
        [
            NewPool("w0"), new(0, "POST", "/1.0/projects", """{"name":"pw","config":{"features.profiles":"true","features.storage.volumes":"true","limits.disk":"12MiB"}}"""),
            new(0, "POST", $"{PoolPath("w0")}/volumes/custom?project=pw") { Upload = Upload.WithSnapshot, ContentType = "application/octet-stream", Header = ("X-LXD-name", "i1") },
        ],
        ["the size of a block volume of which an image was imported"] =
        [
            new(0, "POST", "/1.0/storage-pools", """{"name":"wb","driver":"btrfs","config":{"size":"256MiB"}}"""), NewPool("w0"),
            new(0, "POST", $"{PoolPath("wb")}/volumes/custom") { Upload = Upload.Block, ContentType = "application/octet-stream", Header = ("X-LXD-name", "b") },
            new(0, "POST", $"{PoolPath("wb")}/volumes/custom/b", """{"name":"b","pool":"w0"}"""),
        ],
        ["a name that is too long for a volume with backups"] =
        [
            NewPool("w0"), NewVolume("w0", """{"name":"a"}"""),
            new(0, "POST", $"{PoolPath("w0")}/volumes/custom/a/backups", """{"name":"b0"}"""),
            new(0, "POST", $"{PoolPath("w0")}/volumes/custom/a", $$"""{"name":"{{LongName}}"}"""),
        ],
        ["the list of projects of which one has an odd name"] =
        [
            new(0, "POST", "/1.0/projects", """{"name":"a*b"}"""), new(0, "GET", "/1.0/projects"),
        ],
        ["the refresh of a volume of files from a block device of another pool"] =
        [
            NewPool("w0"), NewPool("w1"), NewVolume("w0", """{"name":"a","content_type":"block","config":{"size":"1MiB"}}"""), NewVolume("w1", """{"name":"b"}"""),
            NewVolume("w1", Refresh("w0", "a", "b")),
        ],
        ["the refresh of a block device from itself, which empties it"] =
        [
            NewPool("w0"), NewVolume("w0", """{"name":"a","content_type":"block","config":{"size":"1MiB"}}"""), NewVolume("w0", Refresh("w0", "a", "a")),
            NewPool("w1"), new(0, "POST", $"{PoolPath("w0")}/volumes/custom/a", """{"name":"a","pool":"w1"}"""),
        ],
        ["the refresh of a volume on btrfs from itself, which can then not be deleted"] =
        [
            NewBtrfs("wb"), Filled("wb", "b"), NewVolume("wb", Refresh("wb", "b", "b")), new(0, "DELETE", $"{PoolPath("wb")}/volumes/custom/b"),
        ],
        ["a refresh between pools on btrfs over another snapshot of that name, which loses the volume"] =
        [
            NewBtrfs("wb"), NewBtrfs("wc"), Filled("wb", "b"), Filled("wc", "b"), NewVolume("wc", Refresh("wb", "b", "b")),
            new(0, "POST", $"{PoolPath("wc")}/volumes/custom/b/snapshots", """{"name":"s1"}"""),
        ],
        ["a refresh between pools on btrfs from a snapshot"] =
        [
            NewBtrfs("wb"), NewBtrfs("wc"), Filled("wb", "b"), NewVolume("wc", """{"name":"c"}"""), NewVolume("wc", Refresh("wb", "b/s0", "c")),
        ],
        ["a volume with a size that comes to btrfs by a move, after which the volumes there are counted"] =
        [
            NewPool("w0"), NewBtrfs("wb"), NewVolume("w0", """{"name":"a","config":{"size":"20MiB"}}"""), NewVolume("wb", """{"name":"b"}"""),
            new(0, "POST", $"{PoolPath("w0")}/volumes/custom/a", """{"name":"a","pool":"wb"}"""), new(0, "GET", $"{PoolPath("wb")}/volumes/custom/b/state"),
        ],
        ["a volume without a folder that is called as one which was left"] =
        [
            .. new[] { NewPool("w0"), NewBtrfs("wb") }, .. LostAndLeft("w0"), .. LostAndLeft("wb"),
        ],
        ["the end of a pool on btrfs in which a project has left snapshots"] =
        [
            NewBtrfs("wb"), new(0, "POST", "/1.0/projects", """{"name":"pw"}"""), Filled("wb", "b", "?project=pw"), new(0, "DELETE", "/1.0/projects/pw"),
            new(0, "DELETE", PoolPath("wb")), NewVolume("wb", """{"name":"a"}"""),
        ],
    };

    private static IEnumerable<Step> LostAndLeft(string pool)
    {
        var volumes = $"{PoolPath(pool)}/volumes/custom";
        return
        [
            new(0, "POST", "/1.0/projects", """{"name":"pw"}"""), Filled(pool, "a", "?project=pw"), new(0, "POST", "/1.0/projects/pw", """{"name":"px"}"""),
            new(0, "POST", "/1.0/projects", """{"name":"py"}"""), Filled(pool, "z", "?project=py"), new(0, "DELETE", "/1.0/projects/py"), new(0, "POST", "/1.0/projects/px", """{"name":"py"}"""),
            new(0, "POST", $"{volumes}/a?project=py", """{"name":"z"}"""), new(0, "POST", $"{volumes}/z/snapshots?project=py", """{"name":"s1"}"""), new(0, "POST", $"{volumes}/z/backups?project=py", """{"name":"b0"}"""),
            new(0, "DELETE", $"{volumes}/z?project=py"), new(0, "POST", $"{volumes}?project=py", """{"name":"z"}"""), new(0, "DELETE", "/1.0/projects/py"),
        ];
    }

    private static Step NewBtrfs(string name) => new(0, "POST", "/1.0/storage-pools", $$$"""{"name":"{{{name}}}","driver":"btrfs","config":{"size":"256MiB"}}""");

    private static Step Filled(string pool, string name, string query = "") =>
        new(0, "POST", $"{PoolPath(pool)}/volumes/custom{query}") { Upload = Upload.WithSnapshot, ContentType = "application/octet-stream", Header = ("X-LXD-name", name) };

    private static string Refresh(string pool, string name, string copy) => $$$"""{"name":"{{{copy}}}","source":{"type":"copy","pool":"{{{pool}}}","name":"{{{name}}}","refresh":true}}""";

    private static Step NewPool(string name) => new(0, "POST", "/1.0/storage-pools", $$"""{"name":"{{name}}","driver":"dir"}""");

    private static Step NewVolume(string pool, string body) => new(0, "POST", $"{PoolPath(pool)}/volumes/custom", body);
}

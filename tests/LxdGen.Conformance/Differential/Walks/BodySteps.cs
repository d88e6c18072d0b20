using static LxdGen.Conformance.Differential.Walks.Chance;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>Bodies that no program would send on purpose.</summary>
internal static class BodySteps
{
    private static readonly string[] Bodies =
    [
        "", " ", "x", "[]", "1", "1e400", "\"a\"", "true", "null", "nul", "{", "{\"a\":", "{\"a\":1", "{\"a\":}", "{a:1}", "{'a':1}", "{\"a\":1,}", "{}x", "{} {}", "{\"a\":tru}", "{\"a\":-}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":1e}", "{\"a\":[1,]}", "{\"a\":[1 2]}", "{\"a\" 1}", "\ufeff{}", "{\"a\":\"\\q\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\n\"}", "{\"a\":\u00e9}", "{\"a\":\u0001}",
        "{\"name\":1}", "{\"name\":null}", "{\"name\":[]}", "{\"name\":\"z\",\"name\":\"\"}", "{\"name\":\"\",\"NAME\":\"z\"}", "{\"name\":\"z\",\"name\":null}", "{\"name\":1,\"description\":2}", "{\"description\":2,\"name\":1}", "{\"name\":12345678901234567890123}", "{\"bogus\":1e999}",
        "{\"config\":1}", "{\"config\":[]}", "{\"config\":\"x\"}", "{\"config\":{\"user.a\":1}}", "{\"config\":{\"user.a\":{}}}", "{\"config\":{\"user.a\":\"1\"},\"config\":{\"user.b\":\"2\"}}", "{\"config\":{\"user.a\":\"1\"},\"CONFIG\":null}", "{\"CONFIG\":{\"user.a\":\"1\"}}", "{\"config\":{\"USER.a\":\"1\"}}", "{\"config\":{\"user.\u00e9\":\"\u2028\"}}",
        "{\"DESCRIPTION\":\"D\"}", "{\"description\":1}", "{\"description\":\"\\ud83d\\ude00 \\ud800 \\u00e9\"}", "{\"description\":\"a\",\"description\":null}",
        "{\"source\":1}", "{\"source\":null}", "{\"source\":{\"name\":1}}", "{\"source\":{\"refresh\":\"x\"}}", "{\"source\":{\"secrets\":{\"a\":1}}}", "{\"restore\":1}", "{\"restore\":null}", "{\"content_type\":1}", "{\"type\":1}", "{\"driver\":1}", "{\"pool\":1}", "{\"project\":1}", "{\"migration\":\"x\"}", "{\"target\":1}", "{\"target\":{\"certificate\":1}}", "{\"volume_only\":1}",
        "{\"expires_at\":1}", "{\"expires_at\":{}}", "{\"expires_at\":null}", "{\"expires_at\":\"x\",\"name\":1}", "{\"optimized_storage\":1}", "{\"compression_algorithm\":1}",
    ];

    private static readonly string[] Types = ["application/json", "application/json", "text/plain", "application/x-www-form-urlencoded", "application/octet-stream", "x"];

    public static Step Next(Dice dice)
    {
        var volume = dice.VolumePath();
        var (method, path) = dice.Of(
            ("POST", "/1.0/storage-pools"), ("PUT", PoolPath(dice.Of(dice.Pools))), ("PATCH", PoolPath(dice.Of(dice.Pools))), ("POST", $"{PoolPath("w0")}/volumes/custom"), ("POST", $"{PoolPath("w0")}/volumes"),
            ("PUT", volume), ("PATCH", volume), ("POST", volume), ("POST", $"{volume}/snapshots"), ("PUT", $"{volume}/snapshots/s0"), ("PATCH", $"{volume}/snapshots/s0"), ("POST", $"{volume}/snapshots/s0"),
            ("POST", $"{volume}/backups"), ("POST", $"{volume}/backups/b0"), ("POST", "/1.0/projects"));
        // That would be an import.
        var isImport = path.EndsWith("/custom", StringComparison.Ordinal);
        return dice.Edit(method, path, dice.Of(Bodies)) with { ContentType = isImport ? "application/json" : dice.Of(Types) };
    }
}

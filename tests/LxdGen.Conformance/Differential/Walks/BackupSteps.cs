using static LxdGen.Conformance.Differential.Walks.Chance;
using static LxdGen.Conformance.Differential.Walks.Dice;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with backups.</summary>
internal static class BackupSteps
{
    public static Step Next(Dice dice)
    {
        var all = $"{dice.VolumePath()}/backups";
        var path = $"{all}/{dice.Of(Backups)}";
        return dice.Next(9) switch
        {
            0 or 1 or 2 => dice.Send("POST", all, Fields(("name", dice.Of([null, .. Backups, "x/y"])), ("expires_at", dice.Of(null, "2031-01-02T03:04:05Z", "x", "")), ("volume_only!", dice.Of(null, "true")), ("optimized_storage!", dice.Of(null, null, "false")), ("compression_algorithm", dice.Of(null, null, null, "none", "gzip", "gzip -1", "bogus", "xz", "bzip2 -1", "zstd", "lzma", "pzstd", "pigz", "squashfs", "lz4", "none x", "'xz' \"-0\"", "xz \"", " ")))),
            3 => dice.Send("GET", $"{all}{dice.Of("", "?recursion=1")}"),
            4 or 5 => dice.Send("GET", path),
            6 or 7 => dice.Send("POST", path, Fields(("name", dice.Of([.. Backups, "x/y", ""])))),
            _ => dice.Send("DELETE", path),
        };
    }
}

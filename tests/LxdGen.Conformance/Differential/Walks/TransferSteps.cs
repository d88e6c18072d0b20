using static LxdGen.Conformance.Differential.Walks.Chance;
using static LxdGen.Conformance.Differential.Walks.Dice;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>Exports of backups, and imports. An archive that is cut off is left out, since LXD never answers.</summary>
internal static class TransferSteps
{
    private static readonly string?[] Ranges = [null, null, null, "bytes=0-99", "bytes=0-0", "bytes=10-", "bytes=-10", "bytes=99999999-", "bytes=5-1", "bytes=x", "lines=0-1"];
    private static readonly string?[] Names = [null, null, "a", "b", "i1", "i 2", "x/y", ""];

    public static Step Next(Dice dice) => dice.Next(5) switch
    {
        0 or 1 => Export(dice),
        2 => dice.Send("POST", $"{dice.VolumePath()}/backups", """{"name":"b0"}"""),
        _ => Import(dice),
    };

    private static Step Export(Dice dice) => dice.Send("GET", $"{dice.VolumePath()}/backups/{dice.Of(Backups)}/export") with
    {
        Header = dice.Of(Ranges) is { } range ? ("Range", range) : null,
    };

    private static Step Import(Dice dice)
    {
        var upload = (Upload)dice.Next((int)Upload.Garbage + 1);
        return dice.Send("POST", $"{PoolPath(dice.Of(dice.Pools))}/volumes{dice.Of("/custom", "/custom", "/custom", "/custom", "/image", "/foo", "")}") with
        {
            Upload = upload == Upload.None ? Upload.Exported : upload,
            ContentType = dice.Of("application/octet-stream", "application/octet-stream", "application/octet-stream", "application/octet-stream", "application/octet-stream; x=y"),
            Header = dice.Next(8) == 0 ? ("X-LXD-type", "iso") : dice.Of(Names) is { } name ? ("X-LXD-name", name) : null,
        };
    }
}

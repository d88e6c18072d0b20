using static LxdGen.Conformance.Differential.Walks.Chance;
using static LxdGen.Conformance.Differential.Walks.Dice;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with snapshots.</summary>
internal static class SnapshotSteps
{
    private static readonly string[] Times =
    [
        "2031-01-02T03:04:05Z", "0001-01-01T00:00:00Z", "2031-01-02T03:04:05.5+02:00", "2031-01-02T03:04:05.1234567891Z", "2031-01-02T03:04:05,50Z", "2031-01-02T3:04:05Z", "2031-01-02T03:04:05+25:00", "2031-01-02T03:04:05-00:00",
        "", "x", "2031-01-02", "2031-01-02T03:04:05", "2031-13-02T03:04:05Z", "2031-02-30T03:04:05Z", "2031-01-02T03:04:05+0200", "2031-01-02t03:04:05z",
    ];

    public static Step Next(Dice dice)
    {
        var all = $"{dice.VolumePath()}/snapshots";
        var path = $"{all}/{dice.Of(Snapshots)}";
        return dice.Next(11) switch
        {
            0 or 1 or 2 => dice.Send("POST", all, Fields(("name", dice.Of([null, .. Snapshots, "x y", "x/y"])), ("expires_at", dice.Of([null, null, null, null, null, null, null, null, .. Times])))),
            3 => dice.Send("GET", $"{all}{dice.Of("", "?recursion=1")}"),
            4 or 5 => dice.Send("GET", path),
            6 => dice.Edit("PUT", path, Edited(dice)),
            7 => dice.Edit("PATCH", path, Edited(dice)),
            8 => dice.Send("POST", path, Fields(("name", dice.Of([.. Snapshots, "", "x/y"])))),
            _ => dice.Send("DELETE", path),
        };
    }

    private static string Edited(Dice dice) => Fields(("description", dice.Description()), dice.Next(8) == 0 ? ("expires_at!", "null") : ("expires_at", dice.Of([null, null, null, null, .. Times])));
}

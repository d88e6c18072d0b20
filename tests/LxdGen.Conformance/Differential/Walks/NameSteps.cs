using static LxdGen.Conformance.Differential.Walks.Chance;
using static LxdGen.Conformance.Differential.Walks.Dice;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>
/// Names that are long, or that mean something else somewhere. Snapshots called . or .. are left out, for they take others with them, and those
/// that the kernel escapes in its table of mounts, where LXD does not find them again.
/// </summary>
internal static class NameSteps
{
    private static readonly string[] Names =
    [
        new('x', 247), new('x', 248), new('x', 255), new('x', 256), new('\u00fc', 123), new('\u00fc', 124), "a b", " a", "a ", "a%b", "a%2Fb", "a+b", ".a", "a.", "...", "-a", "a\tb", "a\\b", "a\"b", "a'b", "a:b", "a*b", "a?b", "a#b", "a&b=c", "a;b", "a,b", "\u65e5\u672c", "e\u0301", "A", "\ud83d\ude00", "\u00a0x", "x\u2028y", "a\u0001b", "default_a", "snap7", "backup7",
    ];

    private static readonly string[] OfSnapshots = [.. Names.Where(name => name.AsSpan().IndexOfAny(" \t\\#") < 0)];

    public static Step Next(Dice dice)
    {
        var name = dice.Of(Names);
        var named = Fields(("name", name));
        var (escaped, back) = (Uri.EscapeDataString(name), Fields(("name", "a")));
        // On btrfs, it is the program btrfs that complains of those that are too long.
        var pool = PoolPath(dice.Of(name.Length > 100 ? ["w0", "w0", "w1"] : dice.Pools));
        var volumes = $"{pool}/volumes/custom";
        var volume = $"{volumes}/{Uri.EscapeDataString(dice.Of(Volumes))}";
        var snapshot = Fields(("name", dice.Of(OfSnapshots)));
        return dice.Next(14) switch
        {
            0 => dice.Send("POST", "/1.0/storage-pools", Fields(("name", name), ("driver", "dir"))),
            1 => dice.Send(dice.Of("GET", "DELETE"), PoolPath(name)),
            2 or 3 => dice.Send("POST", volumes, named),
            4 => dice.Send("POST", volume, named),
            5 => dice.Send("POST", $"{volumes}/{escaped}", back),
            6 => dice.Send(dice.Of("GET", "DELETE"), $"{volumes}/{escaped}"),
            7 or 8 => dice.Send("POST", $"{volume}/snapshots", snapshot),
            9 => dice.Send("POST", $"{volume}/snapshots/{dice.Of("s0", escaped)}", snapshot),
            10 => dice.Send(dice.Of("GET", "DELETE"), $"{volume}/snapshots/{escaped}"),
            11 => dice.Send("POST", $"{volume}/backups", named),
            12 => dice.Send("POST", $"{volume}/backups/{dice.Of("b0", escaped)}", named),
            _ => dice.Send(dice.Of("GET", "DELETE"), $"{volume}/backups/{escaped}"),
        };
    }
}

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>Chooses what a walk does next, and knows the names that it is about.</summary>
internal sealed class Dice : Chance
{
    private static readonly string[] Members = ["none", "n9", ""];

    public Dice(int seed)
        : base(seed)
    {
        HasBtrfs = Next(3) == 0;
        Pools = HasBtrfs ? ["w0", "w0", "w1", "wb", "wb", "wb", "nope"] : ["w0", "w0", "w0", "w1", "w1", "nope"];
    }

    /// <summary>Whether one of the pools is on btrfs.</summary>
    public bool HasBtrfs { get; }

    public string[] Pools { get; }

    public static string[] Volumes { get; } = ["a", "a", "a", "b", "b", "c d", "\u00fc", "nope"];

    public static string[] Snapshots { get; } = ["s0", "s0", "s1", "snap0", "nope"];

    public static string[] Backups { get; } = ["b0", "b0", "b1", "backup0", "nope"];

    /// <summary>The volume that most requests are about.</summary>
    public string VolumePath() => $"{PoolPath(Of(Pools))}/volumes/custom/{Uri.EscapeDataString(Of(Volumes))}";

    protected override Match NextMatch() =>
        Of(Match.None, Match.None, Match.LastSeen, Match.LastSeen, Match.LastSeen, Match.Never, (Match)Next((int)Match.EmptyQuotes + 1));

    protected override string Placed(string method, string path)
    {
        if (path.Contains("/volumes", StringComparison.Ordinal) && Next(5) == 0)
            path = With(path, $"project={Of("pw", "pw", "pw", "nope")}");
        // Of a new pool, a member is told what only it has, and the pool stays pending.
        if (path.StartsWith("/1.0/storage-pools", StringComparison.Ordinal) && !(method == "POST" && path.IndexOf('/', "/1.0/storage-pools".Length) < 0) && Next(16) == 0)
            path = With(path, $"target={Of(Members)}");
        return path;
    }
}

using LxdGen.Conformance.Differential.Walks;

namespace LxdGen.Conformance.Differential;

/// <summary>A random walk of requests, the same for the same seed: right, on the border, and wrong.</summary>
internal sealed class Walk(int seed)
{
    private readonly Dice _dice = new(seed);

    public IReadOnlyList<Step> Take(int length)
    {
        List<Step> steps =
        [
            new(0, "POST", "/1.0/projects", _dice.Of("""{"name":"pw"}""", """{"name":"pw","config":{"features.storage.volumes":"false"}}""")),
            new(0, "POST", "/1.0/storage-pools", """{"name":"w0","driver":"dir"}"""),
            new(1, "POST", $"{Dice.PoolPath("w0")}/volumes/custom", """{"name":"a","description":"d0"}"""),
        ];
        if (_dice.HasBtrfs)
            steps.Add(new(0, "POST", "/1.0/storage-pools", """{"name":"wb","driver":"btrfs","config":{"size":"256MiB"}}"""));
        while (steps.Count < length)
            steps.Add(Next());
        return steps;
    }

    private Step Next() => _dice.Next(100) switch
    {
        < 12 => PoolSteps.Next(_dice),
        < 24 => VolumeSteps.New(_dice),
        < 46 => VolumeSteps.Next(_dice),
        < 54 => VolumeSteps.List(_dice),
        < 69 => SnapshotSteps.Next(_dice),
        < 79 => BackupSteps.Next(_dice),
        < 83 => TransferSteps.Next(_dice),
        < 86 => ConfigSteps.Next(_dice),
        < 91 => ProjectSteps.Next(_dice),
        < 94 => BodySteps.Next(_dice),
        < 96 => NameSteps.Next(_dice),
        _ => OddSteps.Next(_dice),
    };
}

namespace LxdGen.Conformance.Differential.Migrations;

/// <summary>A migration as a client may ask for it, of which the two sides may want different things.</summary>
internal sealed record MigrationCase
{
    public required string Mode { get; init; }

    /// <summary>The pools, by their drivers.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    /// <summary>What the source is.</summary>
    public required string Content { get; init; }

    /// <summary>What is wanted.</summary>
    public required string WantedContent { get; init; }

    /// <summary>What is there already; null for nothing.</summary>
    public required string? ExistingContent { get; init; }

    public required string Config { get; init; }

    public required IReadOnlyList<string> Snapshots { get; init; }

    public required IReadOnlyList<string> ExistingSnapshots { get; init; }

    public required bool IsSourceAlone { get; init; }

    public required bool IsTargetAlone { get; init; }

    public required bool IsRefresh { get; init; }

    /// <summary>Whether both sides wait for each other for ever: the one speaks as rsync does, and the other takes it for the bytes of a block device.</summary>
    public bool NeverEnds => Content == "filesystem" && WantedContent == "block" && !IsBetweenBtrfs && !(IsRefresh && ExistingContent == "filesystem");

    public bool IsBetweenBtrfs => From == "btrfs" && To == "btrfs";

    /// <summary>Whether the target goes while its source still sends, which the source may find out or not.</summary>
    public bool IsSourceLeft => IsTargetAlone && !IsSourceAlone && Snapshots.Count > 0 && (IsBetweenBtrfs || Content == "block");

    public override string ToString() =>
        $"{Mode} {From} {Content} [{string.Join(' ', Snapshots)}]{(IsSourceAlone ? " alone" : "")} to {To} {WantedContent}{(IsTargetAlone ? " alone" : "")} {Config}{(IsRefresh ? " refresh" : "")} {(ExistingContent is null ? "" : $"over {ExistingContent} [{string.Join(' ', ExistingSnapshots)}]")}";

    public static MigrationCase Choose(Random random)
    {
        T Of<T>(params T[] values) => values[random.Next(values.Length)];
        IReadOnlyList<string> Some(params string[] names) => [.. names.Where(_ => random.Next(2) == 0)];
        var content = Of("filesystem", "filesystem", "block");
        var isRefresh = Of(true, false);
        var existing = isRefresh ? Of(null, content, content, "filesystem", "block") : null;
        return new MigrationCase
        {
            Mode = Of("pull", "push"),
            From = Of("dir", "dir", "btrfs"),
            To = Of("dir", "dir", "btrfs"),
            Content = content,
            WantedContent = Of(content, content, "filesystem", "block"),
            ExistingContent = existing,
            Config = Of("{}", "{}", "{}", """{"user.a":"1"}""", """{"bogus":"1"}""", """{"size":"x"}""", """{"snapshots.expiry":"3d"}"""),
            Snapshots = Some("s0", "s1", "s2"),
            ExistingSnapshots = existing is null ? [] : Some("s1", "s2", "extra"),
            IsSourceAlone = Of(true, false, false),
            IsTargetAlone = Of(true, false, false),
            IsRefresh = isRefresh,
        };
    }
}

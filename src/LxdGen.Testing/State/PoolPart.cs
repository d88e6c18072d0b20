namespace LxdGen.Testing.State;

/// <summary>What a member has of a pool.</summary>
internal sealed class PoolPart
{
    /// <summary>The keys that belong to the member.</summary>
    public SortedDictionary<string, string> Config { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Whether it was made, and not only announced.</summary>
    public bool IsCreated { get; private set; }

    /// <summary>Whether there is a disk behind it. A deletion that failed on another member leaves none.</summary>
    public bool HasStorage { get; private set; }

    /// <summary>Whether there are the folders that volumes are made in. A deletion that failed half-way leaves none.</summary>
    public bool HasFolders { get; private set; }

    /// <param name="defaults">The config that it takes on where it has none of its own.</param>
    public void Create(IEnumerable<KeyValuePair<string, string>> defaults)
    {
        var config = new SortedDictionary<string, string>(Config, StringComparer.Ordinal);
        foreach (var (key, value) in defaults)
            config.TryAdd(key, value);
        Config = config;
        (IsCreated, HasStorage, HasFolders) = (true, true, true);
    }

    public void RemoveFolders() => HasFolders = false;

    public void RemoveStorage() => (HasStorage, HasFolders) = (false, false);
}

/// <summary>How far a pool is, by LXD's names.</summary>
internal enum PoolStatus
{
    /// <summary>Announced on members, and not made yet.</summary>
    Pending,

    /// <summary>Not made on all of them.</summary>
    Errored,

    Created,
}

using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The members of the cluster; of a server that is in none, itself alone.</summary>
internal sealed class Members
{
    /// <summary>What a server that is in no cluster calls its place.</summary>
    public const string Alone = "none";

    private readonly List<Member> _all;

    /// <param name="names">The members; none for a server that is in no cluster.</param>
    public Members(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(name => string.IsNullOrWhiteSpace(name) || name == Alone) is { } unfit)
            throw new ArgumentException($"'{unfit}' is no name of a member.", nameof(names));
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two members are called '{twice.Key}'.", nameof(names));
        IsClustered = names.Count > 0;
        _all = [.. (IsClustered ? names : [Alone]).Select(name => new Member(name))];
    }

    public IReadOnlyList<Member> All => _all;

    public IEnumerable<string> Keys => _all.Select(member => member.Key);

    public bool IsClustered { get; private set; }

    /// <summary>The key of the one that is asked.</summary>
    public string Self => _all[0].Key;

    /// <summary>The member of this name.</summary>
    public Member Get(string name) => _all.Find(member => member.Name == name) ?? throw LxdFailure.NotFound("Cluster member not found");

    /// <summary>The key of the member of this name.</summary>
    public string Known(string name) => Get(name).Key;

    public string NameOf(string key) => _all.Find(member => member.Key == key)?.Name ?? key;

    /// <summary>Whether so many have left that the database is with the first alone.</summary>
    public bool HasShrunk { get; private set; }

    public void Remove(Member member)
    {
        _all.Remove(member);
        HasShrunk |= _all.Count == 2;
    }

    /// <summary>Leaves the others, who are heard of no more.</summary>
    public void Leave()
    {
        IsClustered = false;
        _all.Clear();
        _all.Add(new Member(Alone));
    }

    /// <summary>Host and port on which this process listens for all of them; null where it does not.</summary>
    public string? HttpsAddress { get; set; }

    /// <summary>Where the others reach it, or would.</summary>
    public string AddressOf(string key) => HttpsAddress ?? $"{key}:8443";
}

using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The members of the cluster; of a server that is in none, itself alone.</summary>
internal sealed class Members
{
    /// <summary>What a server that is in no cluster calls its place.</summary>
    public const string Alone = "none";

    /// <param name="names">The members; none for a server that is in no cluster.</param>
    public Members(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(name => string.IsNullOrWhiteSpace(name) || name == Alone) is { } unfit)
            throw new ArgumentException($"'{unfit}' is no name of a member.", nameof(names));
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two members are called '{twice.Key}'.", nameof(names));
        IsClustered = names.Count > 0;
        Names = IsClustered ? [.. names] : [Alone];
    }

    public IReadOnlyList<string> Names { get; }

    public bool IsClustered { get; }

    /// <summary>The one that is asked.</summary>
    public string Self => Names[0];

    public string Known(string name) => Names.Contains(name, StringComparer.Ordinal) ? name : throw LxdFailure.NotFound("Cluster member not found");

    /// <summary>Host and port on which this process listens for all of them; null where it does not.</summary>
    public string? HttpsAddress { get; set; }

    /// <summary>Where the others reach it, or would.</summary>
    public string AddressOf(string name) => HttpsAddress ?? $"{name}:8443";
}

namespace LxdGen.Testing.State;

/// <summary>A key of the server's own config.</summary>
/// <param name="Name">The key.</param>
/// <param name="Default">What it is where it is not set.</param>
/// <param name="Complain">Says what is wrong with a value, null for nothing.</param>
internal sealed record ServerKey(string Name, string Default = "", Func<string, string?>? Complain = null)
{
    public bool IsBoolean { get; init; }

    /// <summary>Whether each member of a cluster has a value of its own.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether nobody is told more of it than that it is set.</summary>
    public bool IsHidden { get; init; }

    /// <summary>What LXD reads in a value: of a boolean, yes or no.</summary>
    public string Normalize(string value) => !IsBoolean ? value : Http.LxdBoolean.IsTrue(value) ? "true" : "false";
}

using System.Collections.Frozen;
using System.Diagnostics;

namespace LxdGen;

/// <summary>What a server is and can do, as it said when it was asked.</summary>
/// <remarks>Kept by the client and shared by all who ask: thread-safe, as long as nobody changes <see cref="Data"/>. Members are virtual, for mocks.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public class LxdServer
{
    /// <summary>Creates one, from what <c>GET /1.0</c> returns.</summary>
    /// <param name="data">What it returned.</param>
    public LxdServer(ServerData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Data = data;
        Extensions = data.ApiExtensions.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Everything the server said.</summary>
    public virtual ServerData Data { get; }

    /// <summary>The API extensions of the server. They, and not the version, tell what it can do.</summary>
    public virtual IReadOnlySet<string> Extensions { get; }

    /// <summary>What the server runs on, null to an untrusted client.</summary>
    public virtual ServerEnvironment? Environment => Data.Environment;

    /// <summary>The version of LXD, such as <c>5.0.2</c>; null to an untrusted client.</summary>
    public virtual string? Version => Environment?.ServerVersion;

    /// <summary>Whether the server trusts this client.</summary>
    public virtual bool IsTrusted => Data.Auth == ServerAuth.Trusted;

    /// <summary>Tells whether the server has an API extension.</summary>
    /// <param name="extension">Its name, such as <c>storage</c>.</param>
    /// <returns>Whether it has.</returns>
    public virtual bool HasExtension(string extension) => Extensions.Contains(extension);

    /// <summary>Makes sure that the server has an API extension.</summary>
    /// <param name="extension">Its name, such as <c>storage</c>.</param>
    /// <exception cref="LxdExtensionMissingException">It has not.</exception>
    public virtual void RequireExtension(string extension)
    {
        if (!HasExtension(extension))
            throw new LxdExtensionMissingException($"{Lacks(extension)}. Upgrade it, or do without.") { Extension = extension };
    }

    internal string Lacks(string extension) => $"The server (LXD {Version ?? "of unknown version"}) lacks the API extension '{extension}'";

    /// <inheritdoc/>
    public override string ToString() => $"LXD {Version ?? "(untrusted)"}, {Extensions.Count} API extensions";
}

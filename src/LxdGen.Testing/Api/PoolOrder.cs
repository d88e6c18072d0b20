using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>What is wanted of a new pool.</summary>
internal sealed class PoolOrder
{
    // Everything is read at once, so that a wrong field is told before a wrong value.
    public PoolOrder(Body body)
    {
        Name = body.Text("name") ?? "";
        Driver = body.Text("driver") ?? "";
        Sent = body.Map("config") ?? new Dictionary<string, string>();
        Description = body.Text("description") ?? "";
    }

    public string Name { get; }

    public string Driver { get; }

    public string Description { get; }

    /// <summary>The config with its empty values, which LXD counts as sent.</summary>
    public IReadOnlyDictionary<string, string> Sent { get; }

    public SortedDictionary<string, string> Config => ConfigMap.Of(Sent);

    public Reply Created => Reply.Created($"/1.0/storage-pools/{GoUrl.EscapeTwice(Name)}");
}

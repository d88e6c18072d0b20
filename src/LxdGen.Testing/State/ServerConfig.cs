using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The server's own config: what is set of what LXD knows, and what clients keep under <c>user.</c>. In a cluster some of it is each member's own.</summary>
internal sealed class ServerConfig(Members members)
{
    private readonly Dictionary<string, SortedDictionary<string, string>> _own = new(StringComparer.Ordinal);

    // A member that was not told of a change goes on telling what was there before.
    private readonly Dictionary<string, SortedDictionary<string, string>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private SortedDictionary<string, string> _shared = new(StringComparer.Ordinal);

    /// <summary>The value of a key, as a member knows it: what was set, or else what it is by default.</summary>
    public string Get(string member, string key) => Get(ServerKeys.IsLocal(key) ? Own(member) : Known(member), key);

    /// <summary>Where a server tells that it listens; empty for nowhere. Of one that is alone it is what the config said when it was last changed without a fault.</summary>
    public string AddressOf(string member) => members.IsClustered ? Get(member, ServerKeys.HttpsAddress) : _addresses.GetValueOrDefault(member, "");

    /// <summary>Says that a member listens there.</summary>
    public void ListenOn(string member, string address)
    {
        _own[member] = new(Own(member), StringComparer.Ordinal) { [ServerKeys.HttpsAddress] = address };
        if (members.IsClustered)
            _own[member][ServerKeys.ClusterAddress] = address;
        _addresses[member] = address;
    }

    public void Write(Utf8JsonWriter writer, string member)
    {
        var shown = new SortedDictionary<string, string>(Known(member).Concat(Own(member)).ToDictionary(), StringComparer.Ordinal);
        writer.WriteStartObject();
        foreach (var (key, value) in shown.Where(pair => pair.Value != ServerKeys.All.GetValueOrDefault(pair.Key)?.Default))
        {
            if (ServerKeys.All.GetValueOrDefault(key) is { IsHidden: true })
                writer.WriteBoolean(key, true);
            else
                writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Takes what was sent. LXD keeps the keys of a member in another place, and those are set by then if it refuses others.</summary>
    /// <returns>The keys that have changed.</returns>
    public IReadOnlyCollection<string> Change(string member, IReadOnlyDictionary<string, GoValue> sent, bool isPatch)
    {
        var places = sent.ToLookup(pair => ServerKeys.IsLocal(pair.Key));
        var own = new SortedDictionary<string, string>(Own(member), StringComparer.Ordinal);
        var changed = Change(own, places[true], isPatch, isLocal: true);
        _own[member] = own;
        RefuseBoth(places[false]);
        var shared = Loaded();
        changed.AddRange(Change(shared, places[false], isPatch, isLocal: false));
        _shared = shared;
        _addresses[member] = Get(member, ServerKeys.HttpsAddress);
        return changed;
    }

    /// <summary>Tells a member what all have in common by now.</summary>
    public void Tell(string member) => _known[member] = _shared;

    /// <summary>Keeps what is the member's own, and forgets the rest.</summary>
    public void LeaveCluster(string member)
    {
        (_own[Members.Alone], _shared) = (Own(member), []);
        _addresses[Members.Alone] = Get(Members.Alone, ServerKeys.HttpsAddress);
        _known.Clear();
    }

    private SortedDictionary<string, string> Own(string member) => _own.GetValueOrDefault(member) ?? [];

    private SortedDictionary<string, string> Known(string member) => _known.GetValueOrDefault(member) ?? [];

    private static List<string> Change(SortedDictionary<string, string> values, IEnumerable<KeyValuePair<string, GoValue>> sent, bool isPatch, bool isLocal)
    {
        var wanted = Wanted(values, [.. sent]);
        if (!isPatch)
        {
            // What is under user. stays.
            foreach (var key in ServerKeys.All.Values.Where(key => key.IsLocal == isLocal))
                wanted.TryAdd(key.Name, key.Default);
        }

        var changed = new List<string>();
        var faults = new List<string>();
        foreach (var (key, value) in wanted)
        {
            // What is there already was right once.
            if (value != values.GetValueOrDefault(key) && Complaint(key, value) is { } fault)
                faults.Add($"cannot set '{key}' to '{value}': {fault}");
            else if (Change(values, key, value))
                changed.Add(key);
        }

        Refuse(faults);
        return changed;
    }

    /// <summary>The texts that were sent; of what nobody is told, <c>true</c> means what is there.</summary>
    private static SortedDictionary<string, string> Wanted(SortedDictionary<string, string> values, IReadOnlyCollection<KeyValuePair<string, GoValue>> sent)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var (key, value) in sent.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value.Raw == "true" && ServerKeys.All.GetValueOrDefault(key) is { IsHidden: true })
                wanted[key] = Get(values, key);
            else if (value.Kind is GoValue.String or GoValue.Null)
                wanted[key] = value.Text;
            else
                faults.Add($"cannot set '{key}': invalid type {NameOf(value.Kind)}");
        }

        Refuse(faults);
        return wanted;
    }

    // LXD reads it anew to change it, and what it reads leaves out booleans that are what they are by default. Until then they are shown.
    private SortedDictionary<string, string> Loaded() =>
        new(_shared.Where(pair => ServerKeys.All.GetValueOrDefault(pair.Key) is not { IsBoolean: true } key || key.Normalize(key.Default) != pair.Value).ToDictionary(), StringComparer.Ordinal);

    private static string? Complaint(string key, string value) =>
        ConfigRules.IsUser(key) ? null : !ServerKeys.All.TryGetValue(key, out var known) ? "unknown key" : value.Length == 0 ? null : known.Complain?.Invoke(value);

    private static bool Change(SortedDictionary<string, string> values, string key, string value)
    {
        var old = Get(values, key);
        if (ServerKeys.All.TryGetValue(key, out var known))
            (old, value) = (known.Normalize(old), known.Normalize(value));
        if (value == old)
            return false;
        if (value.Length > 0)
            values[key] = value;
        else
            values.Remove(key);
        return true;
    }

    // Null is no empty text here.
    private static void RefuseBoth(IEnumerable<KeyValuePair<string, GoValue>> sent)
    {
        bool Has(string prefix) => sent.Any(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && !(pair.Value.Kind == GoValue.String && pair.Value.Text.Length == 0));
        if (Has("rbac.") && Has("candid."))
            throw LxdFailure.BadRequest("RBAC and Candid are mutually exclusive");
    }

    private static void Refuse(List<string> faults)
    {
        if (faults.Count > 0)
            throw LxdFailure.BadRequest(faults.Count == 1 ? faults[0] : $"{faults[0]} (and {faults.Count - 1} more errors)");
    }

    private static string Get(SortedDictionary<string, string> values, string key) => values.GetValueOrDefault(key) ?? ServerKeys.All.GetValueOrDefault(key)?.Default ?? "";

    private static string NameOf(string kind) => kind switch
    {
        GoValue.Number => "float64",
        GoValue.Object => "map",
        GoValue.Array => "slice",
        _ => kind,
    };
}

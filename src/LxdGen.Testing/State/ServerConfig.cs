using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The server's own config: what is set of what LXD knows, and what clients keep under <c>user.</c>.</summary>
internal sealed class ServerConfig
{
    private SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a key: what was set, or else what it is by default.</summary>
    public string Get(string key) => Get(_values, key);

    /// <summary>Where the server tells that it listens; empty for nowhere. It is what the config said when it was last changed without a fault.</summary>
    public string HttpsAddress { get; private set; } = "";

    /// <summary>Says that it listens there.</summary>
    public void ListenOn(string address) => _values[ServerKeys.HttpsAddress] = HttpsAddress = address;

    /// <param name="writer">Takes it.</param>
    /// <param name="memberAddress">Where the member of a cluster listens that is asked; null for a server that is in none.</param>
    public void Write(Utf8JsonWriter writer, string? memberAddress)
    {
        var shown = new SortedDictionary<string, string>(_values, StringComparer.Ordinal);
        if (memberAddress is not null)
            shown[ServerKeys.HttpsAddress] = shown[ServerKeys.ClusterAddress] = memberAddress;
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
    public IReadOnlyCollection<string> Change(IReadOnlyDictionary<string, GoValue> sent, bool isPatch)
    {
        var places = sent.ToLookup(pair => ServerKeys.IsLocal(pair.Key));
        List<string> changed = [.. Change(places[true], isPatch, isLocal: true), .. Change(places[false], isPatch, isLocal: false)];
        HttpsAddress = Get(ServerKeys.HttpsAddress);
        return changed;
    }

    private List<string> Change(IEnumerable<KeyValuePair<string, GoValue>> sent, bool isPatch, bool isLocal)
    {
        var wanted = Wanted([.. sent]);
        if (!isPatch)
        {
            // What is under user. stays.
            foreach (var key in ServerKeys.All.Values.Where(key => key.IsLocal == isLocal))
                wanted.TryAdd(key.Name, key.Default);
        }

        var values = isLocal ? new(_values, StringComparer.Ordinal) : Loaded();
        var changed = new List<string>();
        var faults = new List<string>();
        foreach (var (key, value) in wanted)
        {
            if (Complaint(key, value) is { } fault)
                faults.Add($"cannot set '{key}' to '{value}': {fault}");
            else if (Change(values, key, value))
                changed.Add(key);
        }

        Refuse(faults);
        _values = values;
        return changed;
    }

    /// <summary>The texts that were sent; of what nobody is told, <c>true</c> means what is there.</summary>
    private SortedDictionary<string, string> Wanted(IReadOnlyCollection<KeyValuePair<string, GoValue>> sent)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var (key, value) in sent.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (value.Raw == "true" && ServerKeys.All.GetValueOrDefault(key) is { IsHidden: true })
                wanted[key] = Get(key);
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
        new(_values.Where(pair => ServerKeys.All.GetValueOrDefault(pair.Key) is not { IsBoolean: true } key || key.Normalize(key.Default) != pair.Value).ToDictionary(), StringComparer.Ordinal);

    private static string? Complaint(string key, string value) =>
        ServerKeys.IsUser(key) ? null : !ServerKeys.All.TryGetValue(key, out var known) ? "unknown key" : value.Length == 0 ? null : known.Complain?.Invoke(value);

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

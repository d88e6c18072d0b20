using System.Text.RegularExpressions;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>Which config keys and values LXD takes: 5.0.2 was asked key by key, newer ones describe what they have more.</summary>
internal static partial class ConfigRules
{
    private const string VolumePrefix = "volume.";

    private static readonly Dictionary<string, Func<string, string?>> OfVolume = new(StringComparer.Ordinal)
    {
        ["size"] = Size,
        ["security.shifted"] = Boolean,
        ["security.unmapped"] = Boolean,
        ["snapshots.expiry"] = Expiry,
        ["snapshots.pattern"] = Any,
        ["snapshots.schedule"] = Schedule,
        ["volatile.idmap.last"] = Any,
        ["volatile.idmap.next"] = Any,
    };

    private static readonly string[] OfFilesystem = ["security.shifted", "security.unmapped"];

    private static readonly Dictionary<string, Func<string, string?>> OfPool = new(StringComparer.Ordinal)
    {
        ["source"] = Any,
        ["rsync.bwlimit"] = Size,
        ["rsync.compression"] = Boolean,
        ["volatile.initial_source"] = Any,
    };

    private static readonly Dictionary<string, Func<string, string?>> OfBtrfs = new(StringComparer.Ordinal)
    {
        ["size"] = Size,
        ["btrfs.mount_options"] = Any,
    };

    private static readonly Dictionary<string, Func<string, string?>> OfCephObject = new(StringComparer.Ordinal)
    {
        ["cephobject.bucket.name_prefix"] = Any,
        ["cephobject.cluster_name"] = Any,
        ["cephobject.radosgw.endpoint"] = Any,
        ["cephobject.radosgw.endpoint_cert_file"] = Any,
        ["cephobject.user.name"] = Any,
        ["volatile.pool.pristine"] = Any,
    };

    /// <summary>By key, with the API extension that brought it.</summary>
    private static readonly Dictionary<string, (string Extension, Func<string, string?> Rule)> NewOfVolume = new(StringComparer.Ordinal)
    {
        ["security.shared"] = ("shared_custom_block_volumes", Boolean),
        ["volatile.uuid"] = ("storage_volatile_uuid", Any),
    };

    private static readonly Dictionary<string, (string Extension, Func<string, string?> Rule)> NewOfPool = new(StringComparer.Ordinal)
    {
        ["source.recover"] = ("storage_source_recover", Boolean),
        ["source.wipe"] = ("storage_pool_source_wipe", Boolean),
    };

    // Drivers that are not emulated have some of them.
    private static readonly string[] OfMember = ["size", "source", "volatile.initial_source", "lvm.thinpool_name", "lvm.vg_name", "zfs.pool_name"];

    /// <summary>Whether each member of a cluster has a value of its own for a pool's key.</summary>
    public static bool IsOfMember(LxdProfile profile, string key) => OfMember.Contains(key) || New(NewOfPool, profile, key) is not null;

    /// <summary>What is wrong with the config of a pool; null for nothing.</summary>
    public static string? CheckPool(LxdProfile profile, string driver, IEnumerable<KeyValuePair<string, string>> config)
    {
        foreach (var (key, value) in config)
        {
            if (PoolRule(profile, driver, key) is not { } rule)
                return $"Invalid option \"{key}\"";
            if (value.Length > 0 && rule(value) is { } fault)
                return $"Invalid value for option \"{key}\": {fault}";
        }

        return null;
    }

    /// <summary>What is wrong with the config of a volume when all its options are right, of which only a change is told; null for nothing.</summary>
    public static string? CheckTogether(IReadOnlyDictionary<string, string> config) =>
        LxdBoolean.IsTrue(config.GetValueOrDefault("security.unmapped")) && LxdBoolean.IsTrue(config.GetValueOrDefault("security.shifted")) ? "security.unmapped and security.shifted are mutually exclusive" : null;

    /// <summary>The same of a volume.</summary>
    public static string? CheckVolume(LxdProfile profile, string contentType, string name, IEnumerable<KeyValuePair<string, string>> config)
    {
        foreach (var (key, value) in config)
        {
            if (RuleOf(profile, contentType, key) is not { } rule)
                return $"Invalid option for volume {GoString.Quote(name)} option {GoString.Quote(key)}";
            if (value.Length > 0 && rule(value) is { } fault)
                return $"Invalid value for volume {GoString.Quote(name)} option {GoString.Quote(key)}: {fault}";
        }

        return null;
    }

    /// <summary>The config of a volume without what is not known, as it is taken from a file or another server.</summary>
    public static SortedDictionary<string, string> KnownOfVolume(LxdProfile profile, string contentType, SortedDictionary<string, string> config) =>
        new(config.Where(pair => RuleOf(profile, contentType, pair.Key) is not null).ToDictionary(), StringComparer.Ordinal);

    private static Func<string, string?>? RuleOf(LxdProfile profile, string contentType, string key) =>
        IsUser(key) ? Any : contentType == VolumeContent.Block && OfFilesystem.Contains(key) ? null : VolumeRule(profile, key);

    private static Func<string, string?>? PoolRule(LxdProfile profile, string driver, string key)
    {
        if (IsUser(key))
            return Any;
        if (driver == PoolDriver.CephObject)
            return OfCephObject.GetValueOrDefault(key);
        if (key.StartsWith(VolumePrefix, StringComparison.Ordinal))
            return key.StartsWith("volume.volatile.", StringComparison.Ordinal) ? null : VolumeRule(profile, key[VolumePrefix.Length..]);
        return OfPool.GetValueOrDefault(key) ?? New(NewOfPool, profile, key) ?? (driver == PoolDriver.Btrfs ? OfBtrfs.GetValueOrDefault(key) : null);
    }

    private static Func<string, string?>? VolumeRule(LxdProfile profile, string key) => OfVolume.GetValueOrDefault(key) ?? New(NewOfVolume, profile, key);

    private static Func<string, string?>? New(Dictionary<string, (string Extension, Func<string, string?> Rule)> keys, LxdProfile profile, string key) =>
        keys.TryGetValue(key, out var known) && profile.Has(known.Extension) ? known.Rule : null;

    /// <summary>Whether clients may keep there what they like.</summary>
    public static bool IsUser(string key) => key.StartsWith("user.", StringComparison.Ordinal);

    /// <summary>What is wrong with the config of a bucket; null for nothing.</summary>
    public static string? CheckBucket(IEnumerable<KeyValuePair<string, string>> config)
    {
        foreach (var (key, value) in config.Where(pair => !IsUser(pair.Key)))
        {
            if (key != "size" || Size(value) is not null)
                return $"{key}={value}";
        }

        return null;
    }

    public static string? Any(string value) => null;

    public static string? Size(string value) => ByteSize.Complaint(value);

    public static string? Boolean(string value) =>
        LxdBoolean.IsTrue(value) || LxdBoolean.IsFalse(value) ? null : $"Invalid value for a boolean \"{value}\"";

    public static Func<string, string?> OneOf(params IEnumerable<string> all) => value => all.Contains(value) ? null : $"Invalid value {GoString.Quote(value)} (not one of [{string.Join(' ', all)}])";

    private static string? Expiry(string value) => ExpiryPattern().IsMatch(value) ? null : "Invalid expiry expression";

    private static string? Schedule(string value) => CronSchedule.Complaint(value);

    [GeneratedRegex(@"^[0-9]+[MHdwmy]( [0-9]+[MHdwmy])*\z")]
    private static partial Regex ExpiryPattern();
}

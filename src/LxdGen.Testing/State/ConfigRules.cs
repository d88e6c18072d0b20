using System.Text.RegularExpressions;

namespace LxdGen.Testing.State;

/// <summary>Which config keys and values LXD 5.0.2 takes, as it was asked key by key.</summary>
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

    /// <summary>What is wrong with the config of a pool; null for nothing.</summary>
    public static string? CheckPool(string driver, IEnumerable<KeyValuePair<string, string>> config)
    {
        foreach (var (key, value) in config)
        {
            if (PoolRule(driver, key) is not { } rule)
                return $"Invalid option \"{key}\"";
            if (rule(value) is { } fault)
                return $"Invalid value for option \"{key}\": {fault}";
        }

        return null;
    }

    /// <summary>The same of a volume.</summary>
    public static string? CheckVolume(string contentType, string name, IEnumerable<KeyValuePair<string, string>> config)
    {
        foreach (var (key, value) in config)
        {
            var rule = IsUser(key) ? Any : contentType == "block" && OfFilesystem.Contains(key) ? null : OfVolume.GetValueOrDefault(key);
            if (rule is null)
                return $"Invalid option for volume \"{name}\" option \"{key}\"";
            if (rule(value) is { } fault)
                return $"Invalid value for volume \"{name}\" option \"{key}\": {fault}";
        }

        return null;
    }

    private static Func<string, string?>? PoolRule(string driver, string key)
    {
        if (IsUser(key))
            return Any;
        if (key.StartsWith(VolumePrefix, StringComparison.Ordinal))
            return key.StartsWith("volume.volatile.", StringComparison.Ordinal) ? null : OfVolume.GetValueOrDefault(key[VolumePrefix.Length..]);
        return OfPool.GetValueOrDefault(key) ?? (driver == "btrfs" ? OfBtrfs.GetValueOrDefault(key) : null);
    }

    private static bool IsUser(string key) => key.StartsWith("user.", StringComparison.Ordinal);

    private static string? Any(string value) => null;

    private static string? Size(string value) => ByteSize.TryParse(value, out _) ? null : $"Invalid value: {value}";

    private static string? Boolean(string value) =>
        value.ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON" or "FALSE" or "0" or "NO" or "OFF" ? null : $"Invalid value for a boolean \"{value}\"";

    private static string? Expiry(string value) => ExpiryPattern().IsMatch(value) ? null : "Invalid expiry expression";

    private static string? Schedule(string value) =>
        value.StartsWith('@') || value.Split(' ').Length == 5 ? null : "Schedule must be of the form: <minute> <hour> <day-of-month> <month> <day-of-week>";

    [GeneratedRegex("^[0-9]+[MHdwmy]( [0-9]+[MHdwmy])*$")]
    private static partial Regex ExpiryPattern();
}

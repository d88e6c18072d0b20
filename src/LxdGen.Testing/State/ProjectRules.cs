using System.Globalization;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>Which config keys and values of a project LXD takes: 5.0.2 was asked key by key.</summary>
internal static class ProjectRules
{
    private static readonly string[] Blockable =
    [
        "restricted.backups", "restricted.cluster.target", "restricted.containers.lowlevel", "restricted.containers.nesting", "restricted.devices.gpu", "restricted.devices.infiniband", "restricted.devices.pci", "restricted.devices.proxy",
        "restricted.devices.unix-block", "restricted.devices.unix-char", "restricted.devices.unix-hotplug", "restricted.devices.usb", "restricted.snapshots", "restricted.virtual-machines.lowlevel",
    ];

    private static readonly Dictionary<string, Func<string, string?>> Rules = new(StringComparer.Ordinal)
    {
        ["backups.compression_algorithm"] = Packer.Complaint,
        ["images.compression_algorithm"] = Packer.Complaint,
        ["images.auto_update_cached"] = Optional(ConfigRules.Boolean),
        ["images.auto_update_interval"] = Optional(Integer),
        ["images.default_architecture"] = Optional(ConfigRules.OneOf(ServerRules.Architectures.Order(StringComparer.Ordinal))),
        ["images.remote_cache_expiry"] = Optional(Integer),
        ["limits.disk"] = Optional(ConfigRules.Size),
        ["limits.memory"] = Optional(ConfigRules.Size),
        ["restricted"] = Optional(ConfigRules.Boolean),
        ["restricted.cluster.groups"] = ConfigRules.Any,
        ["restricted.containers.interception"] = Optional(ConfigRules.OneOf("allow", "block", "full")),
        ["restricted.containers.privilege"] = Optional(ConfigRules.OneOf("allow", "unprivileged", "isolated")),
        ["restricted.devices.disk"] = Optional(ConfigRules.OneOf("block", "allow", "managed")),
        ["restricted.devices.disk.paths"] = Optional(Items(AbsolutePath)),
        ["restricted.devices.nic"] = Optional(ConfigRules.OneOf("block", "allow", "managed")),
        ["restricted.idmap.gid"] = Optional(Items(NumberRange.Complaint)),
        ["restricted.idmap.uid"] = Optional(Items(NumberRange.Complaint)),
        ["restricted.networks.access"] = ConfigRules.Any,
        ["restricted.networks.subnets"] = Optional(Subnets),
        ["restricted.networks.uplinks"] = ConfigRules.Any,
        ["restricted.networks.zones"] = ConfigRules.Any,
    };

    static ProjectRules()
    {
        foreach (var key in new[] { Project.Images, Project.Networks, Project.Profiles, Project.Volumes })
            Rules[key] = Optional(ConfigRules.Boolean);
        foreach (var key in new[] { "limits.containers", "limits.cpu", "limits.instances", "limits.networks", "limits.processes", "limits.virtual-machines" })
            Rules[key] = Optional(Unsigned);
        foreach (var key in Blockable)
            Rules[key] = Optional(ConfigRules.OneOf("block", "allow"));
    }

    /// <summary>The keys that say what a project has of its own. They change of empty ones alone.</summary>
    public static IEnumerable<string> Features(LxdProfile profile) =>
        [Project.Images, Project.Networks, Project.Profiles, Project.Volumes, .. profile.Has(Api.BucketPlace.Extension) ? new[] { Project.Buckets } : []];

    /// <summary>Refuses config that no project can have.</summary>
    public static void Check(LxdProfile profile, IReadOnlyDictionary<string, string> config)
    {
        foreach (var (key, value) in config.Where(pair => !ConfigRules.IsUser(pair.Key)))
        {
            var rule = key == Project.Buckets && profile.Has(Api.BucketPlace.Extension) ? Optional(ConfigRules.Boolean) : Rules.GetValueOrDefault(key);
            if (rule is null)
                throw LxdFailure.BadRequest($"Invalid project configuration key {GoString.Quote(key)}");
            if (rule(value) is { } fault)
                throw LxdFailure.BadRequest($"Invalid project configuration key {GoString.Quote(key)} value: {fault}");
        }

        if (LxdBoolean.IsTrue(config.GetValueOrDefault("restricted")) && LxdBoolean.IsFalse(config.GetValueOrDefault(Project.Profiles)))
            throw LxdFailure.BadRequest("Projects without their own profiles cannot be restricted");
    }

    private static Func<string, string?> Optional(Func<string, string?> rule) => value => value.Length == 0 ? null : rule(value);

    private static Func<string, string?> Items(Func<string, string?> rule) => value =>
        value.Split(',').Select(item => item.Trim()).Select(item => rule(item) is { } fault ? $"Item {GoString.Quote(item)}: {fault}" : null).FirstOrDefault(fault => fault is not null);

    private static string? AbsolutePath(string value) => value.StartsWith('/') ? null : "Must be absolute file path";

    private static string? Integer(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : $"Invalid value for an integer {GoString.Quote(value)}";

    private static string? Unsigned(string value) => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null
        : $"Invalid value for uint32 {GoString.Quote(value)}: strconv.ParseUint: parsing {GoString.Quote(value)}: {(value.All(char.IsAsciiDigit) ? "value out of range" : "invalid syntax")}";

    // Networks are not emulated, so there is no uplink.
    private static string? Subnets(string value) => value.Split(',').Select(item => Subnet(item.Trim())).FirstOrDefault(fault => fault is not null);

    private static string? Subnet(string value)
    {
        if (value.Split(':', 2) is not [var uplink, var subnet])
            return $"Subnet {GoString.Quote(value)} invalid, must be in the format of \"<uplink network>:<subnet>\"";
        if (!subnet.Contains('/', StringComparison.Ordinal))
            return $"invalid CIDR address: {subnet}";
        if (!System.Net.IPNetwork.TryParse(subnet, out _))
            return System.Net.IPAddress.TryParse(subnet.Split('/')[0], out _) && IsLength(subnet) ? $"Not an IP network address {GoString.Quote(subnet)}" : $"invalid CIDR address: {subnet}";
        return $"Invalid uplink network {GoString.Quote(uplink)}: Network not found";
    }

    private static bool IsLength(string subnet) =>
        int.TryParse(subnet.Split('/', 2)[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= (subnet.Contains(':', StringComparison.Ordinal) ? 128 : 32);
}

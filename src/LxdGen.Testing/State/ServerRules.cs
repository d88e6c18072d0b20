using System.Globalization;
using System.Text.RegularExpressions;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>What is wrong with values of the server's own config, in LXD's words; null for nothing.</summary>
internal static partial class ServerRules
{
    private static readonly string[] Packers = ["bzip2", "gzip", "lzma", "pigz", "squashfs", "xz", "zstd"];

    /// <summary>LXD tells them in another order each time.</summary>
    public static IReadOnlyList<string> Architectures { get; } = ["i686", "x86_64", "armv6l", "armv7l", "aarch64", "ppc", "ppc64", "ppc64le", "s390x", "mips", "mips64", "riscv32", "riscv64", "armv8l"];

    public static string? Boolean(string value) => LxdBoolean.IsTrue(value) || LxdBoolean.IsFalse(value) ? null : "invalid boolean";

    public static string? Number(string value, Func<long, string?>? complain) =>
        NumberPattern().IsMatch(value) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? complain?.Invoke(number) : "invalid integer";

    public static string? SystemNumber(long number) => number is >= 0 and < uint.MaxValue ? null : "Value isn't within valid range. Must be between 0 and 4294967294";

    public static string? Replicas(long count) => count is >= 1 or -1 ? null : "Invalid value for image replica count";

    public static string? Standbys(long count) => count is >= 0 and <= 5 ? null : "Value must be between 0 and 5";

    public static string? Voters(long count) => count >= 3 && count % 2 == 1 ? null : "Value must be an odd number equal to or higher than 3";

    public static string? OfflineThreshold(long seconds) => seconds > 10 ? null : "Value must be greater than '10'";

    /// <summary>Of times to live, in which each unit may be there once.</summary>
    public static string? Expiry(string value) =>
        string.IsNullOrWhiteSpace(value) || (ExpiryPattern().IsMatch(value) && value.Split(' ').DistinctBy(part => part[^1]).Count() == value.Split(' ').Length) ? null : "Invalid expiry expression";

    public static string? RouterId(string value) => ListenAddress.IsIPv4(value) ? null : $"Not an IPv4 address {GoString.Quote(value)}";

    public static string? Architecture(string value) => ConfigRules.OneOf(Architectures)(value);

    /// <summary>Of what packs files, to which options may be given. All are taken to be there.</summary>
    public static string? Compression(string value)
    {
        if (value == "none")
            return null;
        var program = value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return program is null ? "No compression algorithm specified"
            : Packers.Contains(program) ? null : $"Invalid compression algorithm {GoString.Quote(program)}";
    }

    [GeneratedRegex(@"^[+-]?[0-9]+\z")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[0-9]+[SMHdwmy]( [0-9]+[SMHdwmy])*\z")]
    private static partial Regex ExpiryPattern();
}

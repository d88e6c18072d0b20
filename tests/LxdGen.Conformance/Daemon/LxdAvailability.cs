namespace LxdGen.Conformance.Daemon;

/// <summary>Says whether this machine can run a private LXD daemon.</summary>
public static class LxdAvailability
{
    private const string InstallCommand = "apt-get install -y --no-install-recommends lxd lxd-client btrfs-progs attr squashfs-tools";

    /// <summary>What is missing and how to get it, or null when a daemon can be started.</summary>
    public static string? Reason =>
        !OperatingSystem.IsLinux() ? "A private LXD daemon needs Linux; run these tests in a Debian container or machine."
        : !Environment.IsPrivilegedProcess ? "A private LXD daemon needs root; run the tests as root."
        : Executable is null ? $"No LXD daemon is on PATH; install one with `{InstallCommand}`."
        : null;

    /// <summary>True when a missing LXD has to fail the tests instead of skipping them.</summary>
    public static bool Required => Environment.GetEnvironmentVariable("LXDGEN_REQUIRE_LXD") == "1";

    internal static string? Executable =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "lxd"))
            .FirstOrDefault(IsDaemon);

    // Ubuntu has a script that installs the snap under this name, and the snap's own launcher;
    // both reach the machine's shared LXD whatever LXD_DIR says.
    private static bool IsDaemon(string path)
    {
        if (!File.Exists(path) || path.StartsWith("/snap/", StringComparison.Ordinal))
        {
            return false;
        }

        Span<byte> start = stackalloc byte[4];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.SequenceEqual("\u007fELF"u8);
    }
}

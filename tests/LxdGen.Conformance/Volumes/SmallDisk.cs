using System.Diagnostics;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>A file system of a given size, mounted where only a daemon of these tests sees it, and gone with that daemon.</summary>
internal sealed class SmallDisk
{
    private readonly LxdDaemon _daemon;
    private readonly string _directory;

    private SmallDisk(LxdDaemon daemon, string directory)
    {
        _daemon = daemon;
        _directory = directory;
    }

    /// <summary>The same folder as these tests reach it.</summary>
    public string Path => $"/proc/{_daemon.Pid}/root{_directory}";

    public static async Task<SmallDisk> MountAsync(LxdDaemon daemon, string size)
    {
        var disk = new SmallDisk(daemon, System.IO.Path.Combine(daemon.Directory, "small disk"));
        Directory.CreateDirectory(disk._directory);
        await disk.MountAsync($"size={size}");
        return disk;
    }

    public Task ResizeAsync(string size) => MountAsync($"remount,size={size}");

    private async Task MountAsync(string options)
    {
        string[] arguments = ["--target", $"{_daemon.Pid}", "--mount", "mount", "-t", "tmpfs", "-o", options, "tmpfs", _directory];
        using var process = Process.Start(new ProcessStartInfo("nsenter", arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
    }
}

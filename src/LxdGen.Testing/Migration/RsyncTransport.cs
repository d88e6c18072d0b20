using System.Collections.Immutable;
using System.Diagnostics;
using System.Formats.Tar;
using System.Runtime.Versioning;
using LxdGen.Testing.Archives;

namespace LxdGen.Testing.Migration;

/// <summary>With a real server: by the program rsync, which LXD runs too, on a folder that is there as long as it runs.</summary>
internal sealed class RsyncTransport(VolumeStream stream, RsyncFeatures features) : IVolumeTransport
{
    // What rsync takes for another machine is this connection, which the shell hands on past rsync's own input and output.
    private const string Bridge = "exec rsync \"$@\" 3<&0 4>&1 </dev/null >/dev/null";
    // It ends when the other side has nothing more to say, which rsync waits for.
    private const string OtherSide = "sh -c 'exec 5<&0; cat <&5 >&4 3<&- & exec cat <&3 4>&- 5<&-'";

    public async Task SendAsync(VolumePart part, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await TarFile.ExtractToDirectoryAsync(FileArchive.Write(part.Folder.Files), folder.Path, overwriteFiles: true, cancellationToken).ConfigureAwait(false);
        var run = await RunAsync(
            ["-c", Bridge, "sh", "-ar", "--devices", "--numeric-ids", "--partial", "--sparse", .. features.Options, $"{folder.Path}/", "localhost:/tmp/foo", "-e", OtherSide],
            "sh",
            cancellationToken).ConfigureAwait(false);
        if (run.ExitCode != 0)
            throw RsyncFailure.OfSending(part, run.ExitCode, run.ReadError, run.Output.Replace($"{folder.Path}/", part.Path, StringComparison.Ordinal));
    }

    public async Task<ImmutableSortedDictionary<string, byte[]>> ReceiveAsync(string path, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var run = await RunAsync(
            ["--server", "-vlogDtpre.iLsfx", "--numeric-ids", "--devices", "--partial", "--sparse", "--modify-window=-1", .. features.Options, ".", $"{folder.Path}/"],
            "rsync",
            cancellationToken).ConfigureAwait(false);
        if (run.ExitCode != 0)
            throw RsyncFailure.OfReceiving(path, run.ExitCode, run.ReadError, run.Output.Replace($"{folder.Path}/", path, StringComparison.Ordinal));
        folder.Open();
        using var archive = new MemoryStream();
        // Links and devices are in it by their names only, so that none is followed or read.
        await TarFile.CreateFromDirectoryAsync(folder.Path, archive, includeBaseDirectory: false, cancellationToken).ConfigureAwait(false);
        archive.Position = 0;
        return FileArchive.Read(archive);
    }

    private async Task<RsyncRun> RunAsync(IEnumerable<string> arguments, string program, CancellationToken cancellationToken)
    {
        if (!MachineProgram.IsInstalled("rsync"))
        {
            await stream.EndAsync(cancellationToken).ConfigureAwait(false);
            throw RsyncFailure.NotFound;
        }

        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        return await RsyncRun.StartAsync(start, stream, cancellationToken).ConfigureAwait(false);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("lxdgen-rsync-").FullName;

        /// <summary>Lets its owner into all of it: what has come has the modes that it had elsewhere.</summary>
        public void Open()
        {
            if (!OperatingSystem.IsWindows())
                Open(new DirectoryInfo(Path));
        }

        public void Dispose()
        {
            Open();
            Directory.Delete(Path, recursive: true);
        }

        [UnsupportedOSPlatform("windows")]
        private static void Open(DirectoryInfo folder)
        {
            folder.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            foreach (var file in folder.EnumerateFiles().Where(file => file.LinkTarget is null))
                file.UnixFileMode |= UnixFileMode.UserRead;
            foreach (var other in folder.EnumerateDirectories().Where(other => other.LinkTarget is null))
                Open(other);
        }
    }
}

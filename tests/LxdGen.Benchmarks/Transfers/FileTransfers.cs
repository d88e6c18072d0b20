using System.Diagnostics;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;
using LxdGen.Benchmarks.Volumes;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Benchmarks.Transfers;

/// <summary>A backup of much data, to a file and back, by the native program and by curl in turn.</summary>
internal sealed class FileTransfers : IDisposable
{
    private const int Rounds = 7;
    private const int PeakPause = 5;
    private const string Ours = "ours";
    private const string Than = "`curl --unix-socket`";
    private const string Backup = "b1";
    private const string Imported = "imported";

    // A time of at most this many times curl's is a throughput of at least 0.95 of curl's.
    private const double Reach = 1 / 0.95;
    private const double PeakReach = 40;
    private const double Flat = 4 * 1024 * 1024;

    // Kept in memory, for what a disk does with a gigabyte and when is nobody's doing.
    private readonly DirectoryInfo _folder = Directory.CreateDirectory($"/dev/shm/lxdgen-files-{Path.GetRandomFileName()}");
    private readonly string _program;
    private readonly PrivateLxd _lxd;

    private FileTransfers(string program, PrivateLxd lxd)
    {
        _program = program;
        _lxd = lxd;
    }

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(NativeProgram program)
    {
        if (LxdAvailability.Reason is { } reason)
            return [Finding.None("export and import", reason)];
        var path = program.Path;
        await using var lxd = await PrivateLxd.StartAsync();
        using var transfers = new FileTransfers(path, lxd);
        await transfers.CreateAsync("small", TransferSize.Small);
        await transfers.CreateAsync("large", TransferSize.Large);
        return [.. await transfers.ExportAsync(), .. await transfers.ImportAsync()];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task CreateAsync(string name, long bytes)
    {
        var volume = await TransferSize.CreateVolumeAsync(_lxd.Daemon, _lxd.Pool, name, bytes);
        await volume.Backups.CreateAsync(new() { Name = Backup, CompressionAlgorithm = "none" });
    }

    private async Task<IReadOnlyList<Finding>> ExportAsync()
    {
        Task<double> CurlAsync() => Exported("curl", Shell($"curl --silent --show-error --fail --unix-socket {_lxd.Daemon.SocketPath} --output {FileOf("curl")} http://lxd/1.0/storage-pools/{PrivateLxd.PoolName}/volumes/custom/large/backups/{Backup}/export"));
        var turns = await TakeAsync(() => Exported("large", Export("large")), CurlAsync);
        File.Delete(FileOf("curl"));
        return Findings("export", turns, Programs.Peak(Export("large"), PeakPause), Programs.Peak(Export("small"), PeakPause));
    }

    private async Task<IReadOnlyList<Finding>> ImportAsync()
    {
        var socket = $"--silent --show-error --fail --unix-socket {_lxd.Daemon.SocketPath}";
        var post = $"curl {socket} --request POST --header 'Content-Type: application/octet-stream' --header 'X-LXD-name: {Imported}' --upload-file {FileOf("large")} http://lxd/1.0/storage-pools/{PrivateLxd.PoolName}/volumes/custom";
        var curl = $$"""operation=$({{post}} | sed 's/.*"operation":"\([^"]*\)".*/\1/') && curl {{socket}} "http://lxd$operation/wait" """;
        var turns = await TakeAsync(() => ThenDeleteAsync(() => Programs.Time(Import("large"))), () => ThenDeleteAsync(() => Programs.Time(Shell(curl))));
        return Findings(
            "import",
            turns,
            await ThenDeleteAsync(() => Programs.Peak(Import("large"), PeakPause)),
            await ThenDeleteAsync(() => Programs.Peak(Import("small"), PeakPause)));
    }

    // The first of each warms the caches of the disk.
    private static async Task<Turns> TakeAsync(Func<Task<double>> ours, Func<Task<double>> curl)
    {
        await Turns.TakeAsync(1, (Ours, ours), (Than, curl));
        return await Turns.TakeAsync(Rounds, (Ours, ours), (Than, curl));
    }

    private static Finding[] Findings(string verb, Turns turns, long large, long small)
    {
        var work = $"{verb} of {TransferSize.Name(TransferSize.Large)}";
        return
        [
            Finding.Times($"{work}: time", turns, Ours, Than, Reach),
            Finding.Amount($"{work}: peak of memory", large / 1e6, PeakReach, "MB"),
            Finding.Extra($"{work}: peak, against less", large, $"one of {TransferSize.Name(TransferSize.Small)}", small, Flat),
        ];
    }

    private async Task<T> ThenDeleteAsync<T>(Func<T> import)
    {
        var measured = import();
        await _lxd.Pool.Volumes.Handle(StorageVolumeType.Custom, Imported).DeleteAsync();
        return measured;
    }

    // To a new file: the time to replace one is nobody's.
    private Task<double> Exported(string file, ProcessStartInfo start)
    {
        File.Delete(FileOf(file));
        return Task.FromResult(Programs.Time(start));
    }

    private ProcessStartInfo Export(string volume) => Program("export", PrivateLxd.PoolName, volume, Backup, FileOf(volume));

    private ProcessStartInfo Import(string volume) => Program("import", PrivateLxd.PoolName, Imported, FileOf(volume));

    private ProcessStartInfo Program(params string[] arguments) => new(_program, arguments) { Environment = { ["LXD_SOCKET"] = _lxd.Daemon.SocketPath } };

    private static ProcessStartInfo Shell(string command) => new("sh", ["-c", command]);

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);
}

using LxdGen;
using Spectre.Console;
using Tour.Requests;
using Tour.Servers;

namespace Tour;

/// <summary>The whole tour: a nightly backup of three volumes, a mistake, a restore and a move, by every verb of the SDK.</summary>
/// <remarks>
/// Ctrl+C is looked at between the steps, which are short. A change that is not waited for would be made by the server
/// all the same, behind the clean-up.
/// </remarks>
internal sealed partial class Story(IAnsiConsole screen, Stage stage, RequestCount requests, CancellationToken stop)
{
    private static readonly string[] Volumes = ["wiki", "mail", "db"];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"lxdgen-tour-{Environment.ProcessId}");

    private string SecondName => $"{stage.PoolName}-2";

    public async Task TellAsync()
    {
        screen.MarkupLineInterpolated($"[bold]{stage.Introduction}[/]");
        await using var lxd = stage.Connect(requests);
        await using var second = stage.ConnectSecond(requests);
        try
        {
            await PlayAsync(lxd, second);
        }
        finally
        {
            await CleanUpAsync(lxd, second);
        }
    }

    private async Task PlayAsync(LxdClient lxd, LxdClient second)
    {
        await LookAroundAsync(lxd);
        await using var witness = await Witness.StartAsync(lxd, stage, connected: requests.EventsAnswered);
        var pool = await CreatePoolAsync(lxd);
        await EditAndSaveAsync(pool);
        await MeetSomeoneElseAsync(pool);
        await FillVolumesAsync(pool);
        await ListVolumesAsync(lxd);
        await BackUpAsync(pool);
        await MistakeAsync(pool);
        await RestoreAsync(pool);
        var target = await CopyAsync(pool, second);
        await MoveAsync(pool, target);
        await MeasureAsync([pool, target]);
        await LeaveAsync(lxd, second);
        await ReportEventsAsync(lxd, witness);
        ReportRequests();
    }

    private void Chapter(string title, string code)
    {
        stop.ThrowIfCancellationRequested();
        screen.WriteLine();
        screen.Write(new Rule($"[bold]{Markup.Escape(title)}[/]").LeftJustified());
        screen.MarkupLineInterpolated($"[grey]{code}[/]");
    }

    private void Say(FormattableString text) => screen.MarkupLineInterpolated(text);

    private static string Cell(object? value) => Markup.Escape(value?.ToString() ?? "");

    private static string Mebibytes(long bytes) => FormattableString.Invariant($"{bytes / (double)(1 << 20):0.0} MiB");

    private string FileOf(string name) => Path.Combine(_folder, $"{name}.tar");

    private static Task<StorageVolume> VolumeAsync(StoragePool pool, string name) => pool.Volumes.GetAsync(StorageVolumeType.Custom, name);
}

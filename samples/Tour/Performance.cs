using LxdGen;
using Spectre.Console;
using Tour.Output;
using Tour.Requests;
using Tour.Servers;

namespace Tour;

/// <summary>One run of the program: finds the server, tells the story there, and says how it ended.</summary>
internal sealed class Performance(IAnsiConsole screen, FileInfo? capture = null)
{
    public async Task<int> RunAsync(string server, CancellationToken cancellationToken)
    {
        try
        {
            await using var stage = await Stage.OpenAsync(server, capture is null ? TimeProvider.System : new StillClock(), cancellationToken);
            return await RunAsync(stage, cancellationToken);
        }
        catch (NoServerException e)
        {
            screen.MarkupLineInterpolated($"[red]{e.Message}[/]");
            return 1;
        }
    }

    public async Task<int> RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (capture is null)
            return await TellAsync(screen, stage, cancellationToken);
        using var recorder = new Recorder(Screen.ForCapture());
        var exitCode = await TellAsync(recorder, stage, cancellationToken);
        await File.WriteAllTextAsync(capture.FullName, recorder.Export(new SvgEncoder()), CancellationToken.None);
        screen.MarkupLineInterpolated($"Drawn into {capture.FullName}.");
        return exitCode;
    }

    private static async Task<int> TellAsync(IAnsiConsole screen, Stage stage, CancellationToken cancellationToken)
    {
        try
        {
            using var requests = new RequestCount();
            await new Story(screen, stage, requests, cancellationToken).TellAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            screen.MarkupLine("\n[yellow]Stopped.[/]");
            return 130;
        }
        catch (LxdException e)
        {
            screen.MarkupLineInterpolated($"\n[red]{e.Message}[/]");
            return 1;
        }
    }
}

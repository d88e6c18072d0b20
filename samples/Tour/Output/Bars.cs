using LxdGen;
using Spectre.Console;

namespace Tour.Output;

/// <summary>Progress bars of work that goes on at the same time: live on a terminal, elsewhere as they are in the end.</summary>
internal static class Bars
{
    private const int Width = 40;

    /// <summary>Does the work for all of these and shows how far each is.</summary>
    /// <param name="screen">Where to show it.</param>
    /// <param name="names">What the bars are called.</param>
    /// <param name="work">The work for one of them. It returns what is to be said of it afterwards.</param>
    public static Task ShowAsync(IAnsiConsole screen, IReadOnlyList<string> names, Func<string, IProgress<LxdProgress>, Task<string>> work) =>
        screen.Profile.Capabilities is { Interactive: true, Ansi: true } ? LiveAsync(screen, names, work) : StillAsync(screen, names, work);

    private static Task LiveAsync(IAnsiConsole screen, IReadOnlyList<string> names, Func<string, IProgress<LxdProgress>, Task<string>> work) =>
        screen.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = Width }, new PercentageColumn())
            .StartAsync(context => Task.WhenAll(names.Select(async name =>
            {
                var bar = context.AddTask(Markup.Escape(name));
                var said = await work(name, new Reporter(name, bar));
                bar.Description = Markup.Escape($"{name}: {said}");
                bar.Value = bar.MaxValue;
            })));

    private static async Task StillAsync(IAnsiConsole screen, IReadOnlyList<string> names, Func<string, IProgress<LxdProgress>, Task<string>> work)
    {
        var said = await Task.WhenAll(names.Select(name => work(name, new Silence())));
        var grid = new Grid().AddColumns(3);
        foreach (var (name, what) in names.Zip(said))
            grid.AddRow(Markup.Escape($"{name}: {what}"), $"[green]{new string('━', Width)}[/]", "[green]100%[/]");
        screen.Write(grid);
    }

    private sealed class Reporter(string name, ProgressTask bar) : IProgress<LxdProgress>
    {
        public void Report(LxdProgress value)
        {
            bar.Description = Markup.Escape($"{name} {value.Stage}");
            bar.Value = value.Percent ?? bar.Value;
        }

    }

    private sealed class Silence : IProgress<LxdProgress>
    {
        public void Report(LxdProgress value)
        {
        }
    }
}

using System.Globalization;
using System.Text;

namespace LxdGen.Benchmarks.Report;

/// <summary>Writes docs/performance.md.</summary>
internal static class Page
{
    public const string Command = "dotnet run -c Release --project tests/LxdGen.Benchmarks";

    public static string Of(IReadOnlyList<Finding> findings, string load)
    {
        var missed = findings.Count(finding => finding.Ratio is > 1 or null);
        var page = new StringBuilder();
        page.AppendLine("# How fast is it?");
        page.AppendLine();
        page.AppendLine("Made by `dotnet cake --target=Bench`; what is changed here by hand is lost at the next run. All figures are of one run.");
        page.AppendLine();
        page.AppendLine("| | |");
        page.AppendLine("|---|---|");
        page.AppendLine(CultureInfo.InvariantCulture, $"| command | `{Command}` |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| date | {DateTime.UtcNow:yyyy-MM-dd} |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| CPU | {Machine.Cpu} |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| system | {Machine.System} |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| load before | {load}, more than 0.5 makes the figures doubtful |");
        page.AppendLine(CultureInfo.InvariantCulture, $"| runtime | {Machine.Runtime} |");
        page.AppendLine();
        page.AppendLine(missed == 0 ? $"All {findings.Count} reaches are met." : $"{findings.Count - missed} of {findings.Count} reaches are met.");
        page.AppendLine();
        page.AppendLine("![Each figure as a part of its reach](performance.svg)");
        page.AppendLine();
        page.AppendLine("| work | reach | measured | part of the reach | |");
        page.AppendLine("|---|---|---|---|---|");
        foreach (var finding in findings)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {finding.Work} | {finding.Reach} | {finding.Figures} | {finding.Ratio:0.00} | {finding.Verdict} |");
        page.AppendLine();
        page.AppendLine(Notes);
        return page.ToString();
    }

    private const string Notes = """
        - **Listing**: the reply with 1,000 made-up pools in its envelope, from a byte array to objects. System.Text.Json reads
          it with generated code into hand-written classes with the same properties; the stock client is what NSwag makes of
          the same schema with its own templates.
        - **GET**: one pool over a kept connection to a Unix socket, on which a thread of the same process sends the same
          prepared reply to everyone. The bare client hands out the bytes and makes nothing of them; ours makes objects, whose
          own size counts as allocated.
        - **Native program**: tests/LxdGen.AotSmoke with all of the SDK compiled in, on a private LXD with one pool, in turn with
          curl, 60 runs each. Times include starting and reaping the process.
        - **Builds**: of a copy of the sources, packages restored. The NSwag step is what MSBuild's own summary says of its target.
        - **Tried**: buffers from pools for reading and writing, names of fields shared between objects, no linked token source.
          What is left of a listing's time is Newtonsoft's reader, which sets each token through virtual calls; what is left of
          a GET's memory is the object itself, the reader, the request, its timeout and its URI.
        - Times are medians, and of benchmarks (BenchmarkDotNet, in the process of the runner) the quickest median of three
          rounds.
        """;
}

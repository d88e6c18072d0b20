using System.Globalization;
using System.Text;

namespace LxdGen.Benchmarks.Report;

/// <summary>Writes docs/performance.md.</summary>
internal static class Page
{
    public const string Command = "dotnet run -c Release --project tests/LxdGen.Benchmarks";

    public static string Of(IReadOnlyList<Finding> findings, IReadOnlyList<Part> parts, string load)
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
        page.AppendLine("## Where it goes");
        page.AppendLine();
        page.AppendLine("| work | what takes it | time |");
        page.AppendLine("|---|---|---|");
        foreach (var part in parts)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {part.Work} | {part.What} | {Finding.Duration(part.Milliseconds)} |");
        page.AppendLine();
        page.AppendLine(Notes);
        return page.ToString();
    }

    private const string Notes = """
        ## How it is measured

        - **Times** are medians. What is compared is measured in turn, one piece of work after the other, in hundreds of
          rounds of a few milliseconds each (whole programs: one run of each a round). A ratio is the median of the rounds'
          ratios, so what else the machine does meets both sides alike. Allocations are BenchmarkDotNet's.
        - **Listing**: the reply with 1,000 made-up pools in its envelope, from a byte array to objects. System.Text.Json reads
          it with generated code into hand-written classes with the same properties; the stock client is what NSwag makes of
          the same schema with its own templates.
        - **GET**: one pool over a kept connection to a Unix socket, on which a thread of the same process sends the same
          prepared reply to everyone. The bare client hands out the bytes and makes nothing of them; ours makes objects, whose
          own size counts as allocated.
        - **Native program**: tests/LxdGen.AotSmoke with all of the SDK compiled in, on a private LXD with one pool, in turn with
          curl. Times include starting and reaping the process.
        - **Volumes of a real LXD**: a private one with a pool of the driver `dir`. CPU is what all processors together spent on
          the whole process, user and kernel, in a process that is warm; that of a listing is the median of 31. Requests are
          counted by what a new client logs.
        - **10,000 volumes**: prepared replies as above, ten listings of 1,000 in turn with one of 10,000, and the volumes of
          all of them kept, so that the collector has as much to look after in both. What the server spends counts too.
        - **Operations**: backups that are begun one after the other on a prepared server, then awaited together. Each is told
          of once as running and once as done. "Questions" are requests to `/1.0/operations`. "Held" is what more is alive while
          all wait; "allocated" is everything from the first wait to the last end, the server's part included, for it runs in
          the same process.
        - **Export and import**: the native program and curl in turn, seven rounds, a volume of random bytes, its backup not
          compressed, to new files in /dev/shm. An import ends when the server's operation has. Peaks are the kernel's
          high-water mark of the native program (`VmHWM`). Where the disk has no room for 1 GiB, it is 256 MiB, as the row says.
        - **Relay**: the same program copies such a volume from one private LXD to another over HTTPS on loopback.
        - **Emulator**: in this process, with its client. A start is what a test waits for: `StartAsync`, a new client and its
          first answer, the first of the process left out; the median of 41. Volumes are made one after the other with one
          HttpClient, 20 times 500 after 10,000 others. The listing is of all, with `recursion=1`, to the same kind
          of client as from a bare Kestrel on a Unix socket. The conformance suite is the tests of classes `*OnEmulatorTests`
          in tests/LxdGen.Conformance, a run in a process of its own, their own durations added up; the median of three runs.
          `-- --only emulator` measures nothing else, and prints the rows.
        - **Builds**: of a copy of the sources, packages restored. The NSwag step is what MSBuild's own summary says of its
          target, in builds of that target alone.

        ## What was tried

        - **Listing and GET**: bodies in pooled buffers, text decoded without a decoder's state, names of fields shared between
          objects, short lists as arrays of their length, configs filled under one lock, state machines inside the pipeline from
          pools, one timeout kept for the next request. That took 1,700 bytes off a GET and a fourth off a listing. A JSON reader
          of our own read a listing in 0.43 of the stock client's time, and was given up: JSON goes through Newtonsoft's reader,
          whose own time is in the table above.
        - **Verbs**: most of their CPU is .NET's: threads of its pool that have nothing to do look out for work for a while
          before they sleep, after each reply, and a bare client pays that too. With
          `DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0` it is half as much, but that is for the program to choose, not for a
          library. To compile everything for good at once (`DOTNET_TieredCompilation=0`) made it more.
        - **The native program's file**: compiled for size, equal methods folded, without stack traces, messages of the runtime,
          event sources and metrics. All of the SDK is a tenth of the code; the rest is the runtime, above all cryptography, HTTP
          and collections. The linker lld made it larger, and so did its own folding; without position independence,
          or HTTP/3, it is as large. Four regular expressions cost 76 KB, and are worth it.
        - **The emulator's listing**: it took seven times as long as the bytes alone while each answer grew a buffer of its own
          and threw it away, and wrote eleven fields of each volume, of 7 ms some 5. Buffers are used again now, large from the
          beginning where a list is long; the JSON of a volume is kept until something of the volume is set; and the list walks the
          pool's own tree. To compare all that can change of a volume before its kept JSON is used was safer, and took a third of what
          was left, more before the runtime has compiled for good what it saw run. Names that are encoded ahead saved 1 ms, and went.
        - **The generator**: it looked up some forty names in every scope of the project, and in every namespace it imports;
          now only those that something else has too. What is left is, for eight models, what the compiler binds again for each compilation: the
          attributes of the DTOs, the methods of the raw clients (in "all else", and most of it), the collections' own members. To keep what was
          found of trees that have not changed would be faster, and wrong when another file gives a name a new meaning.
        - **The NSwag step**: its start alone is most of it, and hardly grows with the schema (three times the schema: a tenth more).
          It compiles itself anew each time, for its files are not compiled ahead. Without profile-guided recompilation
          (`DOTNET_TieredPGO=0`, which the step sets) it needs some 5 % less; without tiers at all it needs half as much again.
        """;
}

using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LxdGen.Conformance.Differential;

/// <summary>LXD's own client, a program of others.</summary>
internal static partial class Lxc
{
    /// <summary>What stands before the text that a command reads.</summary>
    private const string Input = " <<< ";

    /// <summary>Runs a command, and returns how it ended and what it printed, without what no two servers have in common.</summary>
    public static async Task<string> RunAsync(string command, string lxdDirectory, string home)
    {
        var (exitCode, output, error) = await StartAsync(command, lxdDirectory, home);
        return $"exit {exitCode}\n{Varying().Replace(Last(output), "~")}{Varying().Replace(Last(error), "~")}";
    }

    /// <summary>Runs commands one after the other.</summary>
    /// <param name="commands">The commands, with {home} for a folder of the client's.</param>
    /// <param name="lxdDirectory">Where the socket is.</param>
    /// <param name="home">The folder.</param>
    public static async Task<IReadOnlyList<string>> RunAllAsync(IEnumerable<string> commands, string lxdDirectory, string home)
    {
        // It greets who uses it for the first time.
        await RunAsync("storage list", lxdDirectory, home);
        var printed = new List<string>();
        foreach (var command in commands)
            printed.Add($"lxc {command}\n{await RunAsync(command.Replace("{home}", home, StringComparison.Ordinal), lxdDirectory, home)}");
        return printed;
    }

    public static void AssertSame(IReadOnlyList<string> theirs, IReadOnlyList<string> ours)
    {
        var different = theirs.Zip(ours).Where(pair => pair.First != pair.Second).Select(pair => $"LXD:      {pair.First}\nemulator: {pair.Second}");
        Assert.True(theirs.SequenceEqual(ours), string.Join('\n', different));
    }

    /// <summary>Runs a command that must succeed, and returns the last line that it printed.</summary>
    public static async Task<string> LastLineAsync(string command, string lxdDirectory, string home)
    {
        var (exitCode, output, error) = await StartAsync(command, lxdDirectory, home);
        Assert.True(exitCode == 0, $"{output}{error}");
        return output.Trim().Split('\n')[^1];
    }

    private static Task<(int ExitCode, string Output, string Error)> StartAsync(string command, string lxdDirectory, string home)
    {
        var parts = command.Split(Input);
        var start = new ProcessStartInfo("lxc", parts[0].Split(' '));
        (start.Environment["LXD_DIR"], start.Environment["LXD_CONF"], start.Environment["HOME"], start.Environment["TERM"]) = (lxdDirectory, Path.Combine(home, "lxc"), home, "dumb");
        return OtherClient.RunAsync(start, parts.ElementAtOrDefault(1));
    }

    /// <summary>What a terminal would show at the end: of what was overwritten, the last.</summary>
    private static string Last(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd('\r').Split('\r')[^1].TrimEnd()));

    // What a disk has; how far a file has come; an ID; where a server listens.
    [GeneratedRegex(@"[0-9.]+ ?[kMGT]?i?B(/s)?|\d+%|[0-9a-f]{8}-[0-9a-f-]{27}|20\d\d[-/]\d\d[-/]\d\d[ T]\d\d:\d\d(:\d\d)?( [A-Z]+|Z)?|127\.0\.0\.1:\d+")]
    private static partial Regex Varying();
}

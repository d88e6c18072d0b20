using System.Globalization;

namespace LxdGen.Benchmarks.Report;

/// <summary>One row of the table: what was measured, and how it stands to its reach.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Reach">What was to be reached, as people read it.</param>
/// <param name="Figures">What was measured, as people read it.</param>
/// <param name="Ratio">The figure over its reach: up to 1 it is met. Null if it could not be measured.</param>
internal sealed record Finding(string Work, string Reach, string Figures, double? Ratio)
{
    public string Verdict => Ratio switch
    {
        null => "not measured",
        <= 1 => "met",
        _ => "**missed**",
    };

    /// <summary>A duration against another one, measured in turn.</summary>
    public static Finding Times(string work, Turns turns, string ours, string than, double reach) =>
        Relative(work, Duration(turns.Of(ours)), than, Duration(turns.Of(than)), turns.Ratio(ours, than), reach);

    /// <summary>An allocation against another one.</summary>
    public static Finding Allocations(string work, double ours, string than, double theirs, double reach) =>
        Relative(work, Size(ours), than, Size(theirs), ours / theirs, reach);

    /// <summary>An allocation, and how many bytes it may exceed another one by.</summary>
    public static Finding Extra(string work, double ours, string than, double theirs, double reach) => new(
        work,
        $"at most {Size(reach)} more than {than}",
        $"{Size(ours)}; {than} {Size(theirs)}: {Size(ours - theirs)} more",
        (ours - theirs) / reach);

    /// <summary>A figure with a limit of its own.</summary>
    public static Finding Amount(string work, double ours, double reach, string unit) => new(
        work,
        string.Create(CultureInfo.InvariantCulture, $"at most {reach:0.##} {unit}"),
        string.Create(CultureInfo.InvariantCulture, $"{ours:0.00} {unit}"),
        ours / reach);

    /// <summary>How much is done in a second, and how much it is to be.</summary>
    public static Finding Rate(string work, double ours, double reach) => new(
        work,
        string.Create(CultureInfo.InvariantCulture, $"at least {reach:N0} a second"),
        string.Create(CultureInfo.InvariantCulture, $"{ours:N0} a second"),
        reach / ours);

    /// <summary>How often something happened, and how often it may.</summary>
    public static Finding Count(string work, int ours, int reach) => new(
        work,
        string.Create(CultureInfo.InvariantCulture, $"at most {reach}"),
        string.Create(CultureInfo.InvariantCulture, $"{ours}"),
        reach > 0 ? (double)ours / reach : ours > 0 ? 1 + ours : 0);

    public static Finding None(string work, string reason) => new(work, "", reason, null);

    private static Finding Relative(string work, string ours, string than, string theirs, double times, double reach) => new(
        work,
        string.Create(CultureInfo.InvariantCulture, $"at most {reach:0.##} times {than}"),
        string.Create(CultureInfo.InvariantCulture, $"{ours}; {than} {theirs}: {times:0.00} times"),
        times / reach);

    public static string Duration(double milliseconds) => milliseconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0.0} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00} ms");

    private static string Size(double bytes) => bytes < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:0} KiB");
}

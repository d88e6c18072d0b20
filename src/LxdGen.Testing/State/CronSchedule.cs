using System.Globalization;

namespace LxdGen.Testing.State;

/// <summary>When snapshots are taken: names of times, or the five fields of cron.</summary>
internal static class CronSchedule
{
    private const string Form = "Schedule must be of the form: <minute> <hour> <day-of-month> <month> <day-of-week>";

    private static readonly string[] Aliases = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@annually", "@yearly"];

    private static readonly (int Min, int Max, string[] Names)[] Fields =
    [
        (0, 59, []),
        (0, 23, []),
        (1, 31, []),
        (1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        (0, 6, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>What is wrong with it; null for nothing.</summary>
    public static string? Complaint(string schedule)
    {
        if (schedule.Split(',').All(part => Aliases.Contains(part.Trim())))
            return null;
        var fields = schedule.Split(' ');
        if (fields.Length != Fields.Length)
            return Form;
        return fields.Zip(Fields, ComplaintOf).FirstOrDefault(complaint => complaint is not null) is { } found ? $"Error parsing schedule: {found}" : null;
    }

    private static string? ComplaintOf(string field, (int Min, int Max, string[] Names) known) =>
        field.Split(',').Select(range => ComplaintOfRange(range, known)).FirstOrDefault(complaint => complaint is not null);

    private static string? ComplaintOfRange(string range, (int Min, int Max, string[] Names) known)
    {
        var ends = range.Split('/')[0].Split('-');
        if (ends[0] is "*" or "?")
            return null;
        foreach (var end in ends)
        {
            if (!known.Names.Contains(end, StringComparer.OrdinalIgnoreCase) && !int.TryParse(end, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                return $"failed to parse int from {end}: strconv.Atoi: parsing \"{end}\": invalid syntax";
        }

        return int.TryParse(ends[0], out var first) && first < known.Min ? $"beginning of range ({first}) below minimum ({known.Min}): {range}"
            : int.TryParse(ends[^1], out var last) && last > known.Max ? $"end of range ({last}) above maximum ({known.Max}): {range}"
            : null;
    }
}

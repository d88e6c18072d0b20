using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LxdGen;

/// <summary>How far a job has come: an operation, as far as its server tells, or an export or import that goes on here. Which numbers there are depends on server and job.</summary>
/// <param name="Stage">What it is at, such as <c>fs</c> or <c>create_backup_from_container_pack</c>, and <c>download</c> or <c>upload</c> for what goes on here; null where the server does not say.</param>
/// <param name="Percent">How much is done, 0 to 100; null where the server does not know the whole.</param>
/// <param name="Bytes">How much is done, in bytes; null where the server does not say.</param>
/// <param name="BytesPerSecond">How fast it goes; null where the server does not say.</param>
/// <param name="Text">The server's own words, null where it has none.</param>
public sealed partial record LxdProgress(string? Stage, int? Percent, long? Bytes, long? BytesPerSecond, string? Text)
{
    private const string Suffix = "_progress";

    /// <summary>Reads what an operation's metadata says, null if it says nothing.</summary>
    internal static LxdProgress? Of(IDictionary<string, JsonElement> metadata)
    {
        LxdProgress? progress = null;
        foreach (var (key, value) in metadata)
        {
            if (value.ValueKind == JsonValueKind.String && key.EndsWith(Suffix, StringComparison.Ordinal))
                progress = OfText(key[..^Suffix.Length], value.GetString()!).Over(progress);
        }

        // The numbers of newer servers say more than the text beside them, which is made for people.
        return metadata.TryGetValue("progress", out var fields) && fields.ValueKind == JsonValueKind.Object ? OfFields(fields).Over(progress) : progress;
    }

    private static LxdProgress OfFields(JsonElement fields) => new(
        fields.TryGetProperty("stage", out var stage) && stage.ValueKind == JsonValueKind.String ? stage.GetString() : null,
        (int?)Number(fields, "percent"),
        Number(fields, "processed"),
        Number(fields, "speed"),
        null);

    // The server writes numbers as texts.
    private static long? Number(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static LxdProgress OfText(string stage, string text)
    {
        var match = Shape().Match(text);
        return new(
            stage,
            match.Groups["percent"] is { Success: true } percent ? int.Parse(percent.Value, CultureInfo.InvariantCulture) : null,
            Size(match.Groups["bytes"], match.Groups["bytesUnit"]),
            Size(match.Groups["speed"], match.Groups["speedUnit"]),
            text);
    }

    private static long? Size(Group number, Group unit) => number.Success
        ? (long)(double.Parse(number.Value, CultureInfo.InvariantCulture) * Math.Pow(1000, "BKMGTPE".IndexOf(unit.Value[0], StringComparison.OrdinalIgnoreCase)))
        : null;

    private LxdProgress Over(LxdProgress? less) =>
        new(Stage ?? less?.Stage, Percent ?? less?.Percent, Bytes ?? less?.Bytes, BytesPerSecond ?? less?.BytesPerSecond, Text ?? less?.Text);

    // "default_v: 42.88MB (42.78MB/s)", "default_v: 12% (42.78MB/s)", "42.78MB/s". What stands before the colon is a name.
    [GeneratedRegex(@"(?<=^|\s)(?:(?<percent>\d{1,3})%|(?<bytes>\d{1,15}(?:\.\d{1,15})?)(?<bytesUnit>[kMGTPE]?B))?\s?\(?(?:(?<speed>\d{1,15}(?:\.\d{1,15})?)(?<speedUnit>[kMGTPE]?B)/s\)?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Shape();
}

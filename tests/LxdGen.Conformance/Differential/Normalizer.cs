using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LxdGen.Conformance.Differential;

/// <summary>Takes out of an answer what two servers cannot have in common. docs/emulator.md has the list.</summary>
internal static partial class Normalizer
{
    // Which come in the order of a database that has none.
    private static readonly string[] Unordered = ["used_by", "locations"];

    public static string Normalize(string text, IEnumerable<string> directories)
    {
        text = directories.Aggregate(text, (text, directory) => text.Replace(directory, "DIR", StringComparison.Ordinal));
        text = Address().Replace(Id().Replace(text, "ID"), "ADDRESS");
        text = AnyOf().Replace(text, "ANY");
        text = Ended().Replace(Random().Replace(text, "N"), "");
        text = OtherEnd().Replace(ContentRange().Replace(text, RangeOf), "$1");
        if (text.TrimStart() is not ['{', ..])
            return text.Trim();
        var root = JsonNode.Parse(text)!;
        if (root["metadata"] is JsonArray list)
            Sort(list);
        Visit(root);
        return root.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static void Visit(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Visit(item);
        }

        if (node is not JsonObject fields)
            return;
        foreach (var (name, value) in fields.ToList())
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var time) && Now().IsMatch(time))
                fields[name] = TimeFromNow(time);
            else if (name == "environment")
                fields.Remove(name);
            else if (name is "space" or "inodes")
                fields[name] = "SIZE";
            else if (name == "usage")
                ((JsonObject)value!).Remove("used");
            else if (value is JsonArray list && Unordered.Contains(name))
                Sort(list);
            Visit(fields.TryGetPropertyValue(name, out var left) ? left : null);
        }
    }

    // How far it is counts where it is not now: when something expires.
    private static string TimeFromNow(string time)
    {
        var hours = (DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow).TotalHours;
        return Math.Abs(hours) < 1 ? "TIME" : string.Create(CultureInfo.InvariantCulture, $"TIME{hours:+0;-0}h");
    }

    private static void Sort(JsonArray list)
    {
        var sorted = list.Select(item => item!.DeepClone()).OrderBy(item => item is JsonObject ? $"{item["project"]} {item["name"]} {item["location"]}" : $"{item}", StringComparer.Ordinal).ToList();
        list.Clear();
        sorted.ForEach(list.Add);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    // One that reaches the end of an export says where that is.
    private static string RangeOf(System.Text.RegularExpressions.Match range) =>
        int.TryParse(range.Groups["end"].Value, out var end) && end + 1 == int.Parse(range.Groups["size"].Value, CultureInfo.InvariantCulture) ? "bytes TO END" : $"{range.Groups["range"].Value}/N";

    [GeneratedRegex(@"^(?<range>bytes (\*|\d+-(?<end>\d+)))/(?<size>\d+)$")]
    private static partial Regex ContentRange();

    // Of a copy between pools that fails, the sending end may tell that the receiving one has gone.
    [GeneratedRegex(@"(?:Create|Refresh) custom volume from copy failed: \[.*? ((?:Invalid (?:option|value)|Error inserting|Volume path|Volume already exists|Volume exists|Error opening file for writing|Failed to create mount directory) .*?)\](?="")", RegexOptions.Singleline)]
    private static partial Regex OtherEnd();

    // Or the receiving one in which way it has missed the sending one, that could send nothing.
    [GeneratedRegex(@"(?<=failed: \[.*) (?:Failed (?:reading|decoding) BTRFS migration header: [^\]]*|Failed to run: btrfs receive -e .*?\)|Error copying from migration connection to [^\]]*?: context canceled|Rsync receive failed: .*?\\n\))(?=\])", RegexOptions.Singleline)]
    private static partial Regex Ended();

    [GeneratedRegex(@"(?<=(?:backup|migration)\.)\d{5,}")]
    private static partial Regex Random();

    // Of several, LXD tells either: a feature that may not change, a volume without a size. How much of a file has come is of chance.
    [GeneratedRegex("""(?<=Project feature )\\?"features\.[a-z.]+\\?" cannot be \w+|(?<=Custom volume )\\?"[^"]*"(?= in project)|(?<=reached )\d+(?= bytes)""")]
    private static partial Regex AnyOf();

    [GeneratedRegex("""(?<=https://(?!localhost|127\.0\.0\.1/)|notify peer |_address":")[\w.]+:\d+""")]
    private static partial Regex Address();

    // Of today: those that a walk sends are of other years.
    [GeneratedRegex(@"^202\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex Now();
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace LxdGen.Tests;

internal static class DtoAssert
{
    /// <summary>Compares two documents. A serializer that makes times of texts keeps the instant and loses the offset.</summary>
    public static void SameButForOffsets(string expected, string actual, string how)
    {
        var (left, right) = (JsonNode.Parse(expected)!, JsonNode.Parse(actual)!);
        InUtc(left);
        InUtc(right);
        Assert.True(JsonNode.DeepEquals(left, right), $"{how}: expected {left.ToJsonString()}, got {right.ToJsonString()}");
    }

    /// <summary>Every value of LXD's is there, and beyond them only what is empty. To Go, null and an empty list are one, and its zero time is none.</summary>
    public static void HasAllOf(string lxd, string actual)
    {
        var (left, right) = (JsonNode.Parse(lxd)!, JsonNode.Parse(actual)!);
        InUtc(left);
        InUtc(right);
        Assert.True(Covers(right, left) && IsOtherwiseEmpty(right, left), $"Expected {left.ToJsonString()}, got {right.ToJsonString()}");
    }

    /// <summary>No property is null that must not be.</summary>
    public static void AllSet(object dto)
    {
        var annotations = new System.Reflection.NullabilityInfoContext();
        Assert.All(DtoTypes.Fields(dto.GetType()), field =>
        {
            if (annotations.Create(field.Property).ReadState == System.Reflection.NullabilityState.NotNull)
                Assert.NotNull(field.Property.GetValue(dto));
        });
    }

    private static bool Covers(JsonNode? actual, JsonNode? lxd) => (lxd, actual) switch
    {
        (null, _) => IsEmpty(actual),
        (JsonObject all, JsonObject has) => all.All(field => Covers(has[field.Key], field.Value)),
        (JsonArray all, JsonArray has) => all.Count == has.Count && all.Zip(has).All(pair => Covers(pair.Second, pair.First)),
        _ => JsonNode.DeepEquals(lxd, actual),
    };

    private static bool IsOtherwiseEmpty(JsonNode? actual, JsonNode? lxd) => (lxd, actual) switch
    {
        (JsonObject all, JsonObject has) => has.All(field => all.ContainsKey(field.Key) ? IsOtherwiseEmpty(field.Value, all[field.Key]) : IsEmpty(field.Value)),
        (JsonArray all, JsonArray has) => all.Zip(has).All(pair => IsOtherwiseEmpty(pair.Second, pair.First)),
        _ => true,
    };

    private static bool IsEmpty(JsonNode? node) => node is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } || node.ToJsonString() is "\"\"" or "0" or "false";

    private static void InUtc(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                InUtc(item);
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
            {
                if ((name == "timestamp" || name.EndsWith("_at", StringComparison.Ordinal)) && value is not null && DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var time))
                    fields[name] = time == DateTimeOffset.MinValue ? null : time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
                else
                    InUtc(value);
            }
        }
    }
}

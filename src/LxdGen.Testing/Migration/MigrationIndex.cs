using System.Text.Json;
using System.Text.Json.Nodes;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Migration;

/// <summary>What a source tells of its volume, before what is in it: the first part on <c>fs</c>.</summary>
internal static class MigrationIndex
{
    /// <param name="volume">The volume.</param>
    /// <param name="snapshots">Those of its snapshots that are sent.</param>
    public static byte[] Write(Volume volume, IEnumerable<Snapshot> snapshots) => Write(writer =>
    {
        writer.WriteStartObject("config");
        writer.WritePropertyName("Volume");
        volume.Write(writer, volume.IsUsedByServer);
        writer.WriteStartArray("VolumeSnapshots");
        foreach (var snapshot in snapshots)
            snapshot.Write(writer, volume);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Reads what it tells of the snapshots.</summary>
    public static IReadOnlyList<ArchivedSnapshot> Read(byte[] index)
    {
        try
        {
            return [.. (JsonNode.Parse(index)?["config"]?["VolumeSnapshots"] as JsonArray ?? []).Select(Snapshot)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw LxdFailure.Internal($"Failed decoding migration index header: {e.Message}");
        }
    }

    /// <param name="isRefresh">Whether the volume is there already.</param>
    public static byte[] Answer(bool isRefresh) => Write(writer =>
    {
        writer.WriteNumber("StatusCode", 200);
        writer.WriteString("Error", "");
        writer.WriteBoolean("Refresh", isRefresh);
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static ArchivedSnapshot Snapshot(JsonNode? node) => new()
    {
        Name = Text(node, "name") ?? "",
        Description = Text(node, "description") ?? "",
        CreatedAt = GoTime.Parse(Text(node, "created_at")) is { } time ? GoTime.Instant(time) : null,
        ExpiresAt = GoTime.Parse(Text(node, "expires_at")),
        Config = (node?["config"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => $"{pair.Value}", StringComparer.Ordinal),
    };

    private static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();
}

using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>A snapshot of a volume.</summary>
internal sealed class Snapshot
{
    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Description { get; set; }

    /// <summary>As it was sent; null for never.</summary>
    public string? ExpiresAt { get; set; }

    public required SortedDictionary<string, string> Config { get; set; }

    public string ETag => Http.ETag.Of(Description, ExpiresAt ?? GoTime.Zero);

    public Snapshot Copy() =>
        new() { Name = Name, CreatedAt = CreatedAt, Description = Description, ExpiresAt = ExpiresAt, Config = new(Config, StringComparer.Ordinal) };

    public void Write(Utf8JsonWriter writer, Volume volume) => Write(writer, volume, Name, volume.ContentType, ExpiresAt ?? GoTime.Zero);

    /// <summary>As it is listed, where LXD leaves out what the single one has.</summary>
    public void WriteListed(Utf8JsonWriter writer, Volume volume) => Write(writer, volume, $"{volume.Key.Name}/{Name}", "", ExpiresAt);

    private void Write(Utf8JsonWriter writer, Volume volume, string name, string contentType, string? expiresAt)
    {
        writer.WriteStartObject();
        writer.WriteString("description", Description);
        writer.WriteString("expires_at", expiresAt);
        writer.WriteString("name", name);
        writer.WriteMap("config", Config);
        writer.WriteString("content_type", contentType);
        writer.WriteString("created_at", volume.TimeOf(CreatedAt));
        writer.WriteEndObject();
    }
}

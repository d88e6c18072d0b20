using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>A backup of a volume. Its file is another thing, and may be lost.</summary>
internal sealed class Backup
{
    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>As it was sent; null for never.</summary>
    public string? ExpiresAt { get; init; }

    public bool VolumeOnly { get; init; }

    public bool IsOptimized { get; init; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("created_at", GoTime.Seconds(CreatedAt));
        writer.WriteString("expires_at", ExpiresAt ?? GoTime.Zero);
        writer.WriteBoolean("volume_only", VolumeOnly);
        writer.WriteBoolean("optimized_storage", IsOptimized);
        writer.WriteEndObject();
    }
}

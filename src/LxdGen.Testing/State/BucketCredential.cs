using System.Security.Cryptography;
using System.Text.Json;

namespace LxdGen.Testing.State;

/// <summary>A key of a bucket, as LXD calls it.</summary>
internal sealed class BucketCredential(string name)
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public string Name => name;

    public required string Role { get; set; }

    public required string Description { get; set; }

    public required string AccessKey { get; set; }

    public required string SecretKey { get; set; }

    public string ETag => Http.ETag.Of(Role, AccessKey, SecretKey);

    public static string NewAccessKey() => RandomNumberGenerator.GetString(Characters, 20);

    public static string NewSecretKey() => RandomNumberGenerator.GetString(Characters, 40);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("description", Description);
        writer.WriteString("role", Role);
        writer.WriteString("access-key", AccessKey);
        writer.WriteString("secret-key", SecretKey);
        writer.WriteEndObject();
    }
}

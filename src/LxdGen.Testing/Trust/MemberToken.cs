using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Trust;

/// <summary>What lets a server into the cluster once.</summary>
internal static class MemberToken
{
    private const string Secret = "secret";

    // All of these make one.
    private static readonly string[] Texts = ["server_name", "fingerprint", Secret];

    /// <summary>Has the operation that waits for its use tell of it.</summary>
    public static void TellIn(Operation operation, ServerState server, DateTimeOffset? expiresAt)
    {
        operation.Metadata["addresses"] = writer => writer.WriteList(server.Members.Keys.Select(server.Members.AddressOf).ToList());
        operation.Metadata["expiresAt"] = writer => writer.WriteStringValue(expiresAt is { } time ? GoTime.Exact(time) : GoTime.Zero);
        operation.Metadata["fingerprint"] = writer => writer.WriteStringValue(ServerCertificate.FingerprintOf(server.Certificate));
        operation.Metadata["serverName"] = writer => writer.WriteStringValue(operation.Invites);
        operation.Secrets[Secret] = RandomNumberGenerator.GetHexString(64, lowercase: true);
    }

    /// <summary>The secret in a token as a person passes it on; null if it is none.</summary>
    public static string? Read(string token)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(token)));
            return Texts.All(name => json.RootElement.GetProperty(name).GetString() is { Length: > 0 }) && json.RootElement.GetProperty("addresses").GetArrayLength() > 0 ? json.RootElement.GetProperty(Secret).GetString() : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether an operation waits for this secret.</summary>
    public static bool IsFor(Operation operation, string secret) => !operation.HasEnded && operation.Invites is not null && operation.Secrets[Secret] == secret;
}

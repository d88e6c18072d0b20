using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.Trust;

/// <summary>What lets a client in once whose certificate is not trusted yet.</summary>
internal static class JoinToken
{
    private const string Secret = "secret";

    /// <summary>Puts a new one into the operation that waits for its use.</summary>
    public static void Issue(Operation operation, string? address, string fingerprint, string clientName)
    {
        operation.Metadata["addresses"] = writer => writer.WriteList(address is null ? [] : [address]);
        operation.Metadata["fingerprint"] = writer => writer.WriteStringValue(fingerprint);
        operation.Metadata["request"] = writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", clientName);
            writer.WriteString("type", "client");
            writer.WriteBoolean("restricted", false);
            writer.WriteList("projects", []);
            writer.WriteString("certificate", "");
            writer.WriteString("password", "");
            writer.WriteBoolean("token", true);
            writer.WriteEndObject();
        };
        operation.Secrets[Secret] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>The client's name and the secret in a token as a person passes it on; null if it is none.</summary>
    public static (string ClientName, string Secret)? Read(string token)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(token)));
            return (json.RootElement.GetProperty("client_name").GetString() ?? "", json.RootElement.GetProperty(Secret).GetString() ?? "") is ({ Length: > 0 }, { Length: > 0 }) read ? read : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether an operation waits for this secret.</summary>
    public static bool IsFor(Operation operation, string secret) =>
        !operation.HasEnded && operation.Class == OperationKind.Token && operation.Secrets.GetValueOrDefault(Secret) == secret;
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.Trust;

/// <summary>What lets a client in once whose certificate is not trusted yet.</summary>
/// <param name="order">As what.</param>
/// <param name="expiresAt">Until when, null for as long as the server runs.</param>
internal sealed class JoinToken(TrustOrder order, DateTimeOffset? expiresAt)
{
    private const string Secret = "secret";

    private readonly string _secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public TrustOrder Order => order;

    public bool IsOver(DateTimeOffset now) => expiresAt < now;

    /// <summary>Has the operation that waits for its use tell of it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="addresses">Where the server listens.</param>
    /// <param name="fingerprint">That of the server.</param>
    /// <param name="canExpire">Whether the server lets tokens expire, if not this one.</param>
    public void TellIn(Operation operation, IEnumerable<string> addresses, string fingerprint, bool canExpire)
    {
        operation.Token = this;
        operation.Metadata["addresses"] = writer => writer.WriteList(addresses);
        if (canExpire)
            operation.Metadata["expiresAt"] = writer => writer.WriteStringValue(expiresAt is { } time ? GoTime.Exact(time) : GoTime.Zero);
        operation.Metadata["fingerprint"] = writer => writer.WriteStringValue(fingerprint);
        operation.Metadata["request"] = order.Write;
        operation.Secrets[Secret] = _secret;
    }

    /// <summary>The secret in a token as a person passes it on; null if it is none.</summary>
    public static string? Read(string token)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(token)));
            return (json.RootElement.GetProperty("client_name").GetString(), json.RootElement.GetProperty(Secret).GetString()) is ({ Length: > 0 }, { Length: > 0 } secret) ? secret : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether an operation waits for this secret.</summary>
    public static bool IsFor(Operation operation, string secret) => !operation.HasEnded && operation.Token?._secret == secret;
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Trust;

/// <summary>Who asks for something, as events tell it.</summary>
/// <param name="Username">Who it is; empty where the server does not know.</param>
/// <param name="Protocol">How that was proven.</param>
/// <param name="Address">Where the request came from.</param>
internal sealed record Requestor(string Username, string Protocol, string Address)
{
    /// <summary>Who may open the Unix socket, and the server itself.</summary>
    public static Requestor Local { get; } = new("root", "unix", "@");

    /// <summary>A member of the cluster that does what another one was asked for.</summary>
    public static Requestor Member { get; } = new("", "", "");

    /// <summary>Whether the server knows who it is.</summary>
    public bool IsTrusted => Username.Length > 0;

    /// <summary>Who sent a request: who can open the socket is trusted, others by their certificates.</summary>
    public static Requestor Of(HttpContext http, Func<string, bool> isTrusted)
    {
        if (!http.Request.IsHttps)
            return Local;
        var address = $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}";
        return http.Connection.ClientCertificate is { } certificate && ServerCertificate.FingerprintOf(certificate) is var fingerprint && isTrusted(fingerprint)
            ? new Requestor(fingerprint, "tls", address)
            : new Requestor("", "", address);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("requestor");
        writer.WriteString("username", Username);
        writer.WriteString("protocol", Protocol);
        writer.WriteString("address", Address);
        writer.WriteEndObject();
    }
}

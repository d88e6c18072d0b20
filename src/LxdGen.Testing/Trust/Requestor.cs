using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Trust;

/// <summary>Who did something, as events tell it.</summary>
internal sealed record Requestor(string Username, string Protocol, string Address)
{
    /// <summary>Who may open the Unix socket, and the server itself.</summary>
    public static Requestor Local { get; } = new("root", "unix", "@");

    /// <param name="http">The request.</param>
    /// <param name="isTrusted">Whether the server knows who it is.</param>
    public static Requestor Of(HttpContext http, bool isTrusted)
    {
        if (!http.Request.IsHttps)
            return Local;
        var address = $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}";
        return isTrusted && http.Connection.ClientCertificate is { } certificate
            ? new Requestor(ServerCertificate.FingerprintOf(certificate), "tls", address)
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

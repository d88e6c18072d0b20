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
    public static Requestor Local { get; } = new("root", "unix", "@") { IsTrusted = true };

    /// <summary>A member of the cluster that does what another one was asked for.</summary>
    public static Requestor Member { get; } = new("", "", "") { IsTrusted = true };

    /// <summary>Whether the server knows who it is.</summary>
    public bool IsTrusted { get; private init; }

    /// <summary>The certificate that it has shown, and that is trusted; null for none.</summary>
    public TrustedCertificate? Certificate { get; private init; }

    /// <summary>Whether it may do all.</summary>
    public bool IsAdmin => IsTrusted && Certificate is not { Type: TrustedCertificate.Client, IsRestricted: true };

    public bool MayUse(string project) => IsAdmin || (Certificate is { } certificate && certificate.Projects.Any(own => own.Name == project));

    /// <summary>Who sent a request: who can open the socket is trusted, others by their certificates.</summary>
    public static Requestor Of(HttpContext http, Func<string, TrustedCertificate?> find)
    {
        if (!http.Request.IsHttps)
            return Local;
        var address = $"{http.Connection.RemoteIpAddress}:{http.Connection.RemotePort}";
        var known = http.Connection.ClientCertificate is { } shown ? find(ServerCertificate.FingerprintOf(shown)) : null;
        return known?.Type switch
        {
            TrustedCertificate.Client => new Requestor(known.Fingerprint, "tls", address) { IsTrusted = true, Certificate = known },
            TrustedCertificate.Server => Member with { Certificate = known },
            // Who may ask for metrics may do nothing else.
            _ => new Requestor("", "", address),
        };
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

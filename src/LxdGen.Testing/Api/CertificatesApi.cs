using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Api;

/// <summary>The certificates that may use the server over HTTPS, and the tokens that let one in.</summary>
internal static class CertificatesApi
{
    private const string All = "/1.0/certificates";
    private const string One = $"{All}/{{fingerprint}}";

    private static readonly string[] Types = ["client", "server", "metrics"];

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", All, List),
        Route.For("POST", All, Add).Public(),
        Route.For("GET", One, call => Reply.Value(call.Server.Trust.Get(call["fingerprint"]).Write)),
        Route.For("PUT", One, Update),
        Route.For("PATCH", One, Update),
        Route.For("DELETE", One, Remove),
    ];

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        if (call.IsRecursive)
            writer.WriteList(call.Server.Trust.All, (_, certificate) => certificate.Write(writer));
        else
            writer.WriteList(call.Server.Trust.All.Select(certificate => certificate.Url));
    });

    private static Reply Add(Call call)
    {
        var body = call.Body(Shapes.CertificatesPost);
        var (name, type, encoded) = (body.Text("name") ?? "", body.Text("type") ?? "", body.Text("certificate") ?? "");
        var token = body.Text("password") is { Length: > 0 } password ? password : call.Server.Profile.Has("explicit_trust_token") ? body.Text("trust_token") ?? "" : "";
        if (body.Flag("restricted"))
            throw LxdFailure.NotEmulated("restricted certificates");
        if (body.Flag("token") && call.Requestor.IsTrusted)
            return Issue(call, name, type, encoded);
        if (!call.Requestor.IsTrusted)
            (name, type) = (Redeem(call, token), "client");
        var certificate = encoded.Length > 0 ? Decode(encoded)
            : call.Requestor.IsTrusted ? throw LxdFailure.BadRequest("Client is already trusted")
            : call.Http.Connection.ClientCertificate ?? throw LxdFailure.BadRequest("No client certificate provided");
        if (!Types.Contains(type))
            throw LxdFailure.BadRequest("Invalid certificate type");
        if (type != "client")
            throw LxdFailure.NotEmulated($"certificates of the type {type}");
        var trusted = TrustedCertificate.Of(certificate, name);
        call.Server.Trust.Add(trusted);
        Tell(call, "certificate-created", trusted.Url);
        return Reply.Created(trusted.Url);
    }

    private static Reply Issue(Call call, string name, string type, string certificate)
    {
        if (certificate.Length > 0)
            throw LxdFailure.BadRequest("Can't use certificate if token is requested");
        if (type != "client")
            throw LxdFailure.BadRequest("Tokens can only be issued for client certificates");
        var operation = new Operation("Executing operation", Projects.Default, call.Server.Clock.GetUtcNow())
        {
            Class = OperationKind.Token,
            MayCancel = true,
            Location = call.Member,
        };
        call.HasBegunOperation = true;
        JoinToken.Issue(operation, call.Server.HttpsAddress, ServerCertificate.FingerprintOf(call.Server.Certificate), name);
        return call.Server.Operations.Begin(operation);
    }

    /// <summary>Uses a token up, also where what follows is refused.</summary>
    private static string Redeem(Call call, string token)
    {
        if (JoinToken.Read(token) is not var (name, secret))
            throw LxdFailure.NotAuthorized();
        var operation = call.Server.Operations.All.FirstOrDefault(operation => JoinToken.IsFor(operation, secret))
            ?? throw new LxdFailure(403, "No matching certificate add operation found");
        OperationsApi.Cancel(call, operation);
        return name;
    }

    private static X509Certificate2 Decode(string encoded)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(encoded));
        }
        catch (FormatException)
        {
            throw LxdFailure.BadRequest("illegal base64 data at input byte 0");
        }
        catch (CryptographicException)
        {
            throw LxdFailure.BadRequest("Invalid certificate material: x509: malformed certificate");
        }
    }

    private static Reply Update(Call call)
    {
        call.Server.Trust.Get(call["fingerprint"]);
        throw LxdFailure.NotEmulated("changes of trusted certificates");
    }

    private static Reply Remove(Call call)
    {
        var certificate = call.Server.Trust.Get(call["fingerprint"]);
        call.Server.Trust.Remove(certificate);
        Tell(call, "certificate-deleted", certificate.Url);
        return Reply.Done;
    }

    private static void Tell(Call call, string action, string url) => call.Server.Events.Send(action, url, Projects.Default, call.Requestor);
}

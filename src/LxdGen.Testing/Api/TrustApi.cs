using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Api;

/// <summary>Lets certificates in: those that somebody vouches for who is in already, and those that bring a token or the password.</summary>
internal static class TrustApi
{
    private static readonly string[] Types = [TrustedCertificate.Client, TrustedCertificate.Server, TrustedCertificate.Metrics];

    public static IEnumerable<Route> Routes => [Route.For("POST", CertificatesApi.All, Add).Public()];

    private static Reply Add(Call call)
    {
        var order = TrustOrder.Read(call);
        if (order.IsForToken)
            return Issue(call, order);
        if (!call.Requestor.IsTrusted)
            order = Admit(call, order);
        else if (order.Certificate.Length == 0)
            throw LxdFailure.BadRequest("Client is already trusted");
        else if (!call.Requestor.IsAdmin)
            throw LxdFailure.NotAuthorized();
        if (!Types.Contains(order.Type))
            throw LxdFailure.BadRequest("Invalid certificate type");
        if (call.Server.Profile != LxdProfile.Lxd50 && (order.IsRestricted || order.Type != TrustedCertificate.Client))
            throw LxdFailure.NotEmulated("certificates that are restricted, or of another type than client");
        var trusted = CertificateOf(call, order) with { Type = order.Type, IsRestricted = order.IsRestricted };
        if (call.Server.Trust.Find(trusted.Fingerprint) is not null)
            throw LxdFailure.Conflict("Certificate already in trust store");
        call.Server.Trust.Add(trusted with { Projects = CertificatesApi.Projects(call, order.Projects) });
        CertificatesApi.Tell(call, "certificate-created", trusted);
        return Reply.Created(trusted.Url);
    }

    private static TrustedCertificate CertificateOf(Call call, TrustOrder order)
    {
        if (order.Certificate.Length == 0)
            return TrustedCertificate.Of(call.Http.Connection.ClientCertificate ?? throw LxdFailure.BadRequest("No client certificate provided"), order.Name);
        using var sent = CertificateText.Decode(order.Certificate);
        return TrustedCertificate.Of(sent, order.Name);
    }

    private static Reply Issue(Call call, TrustOrder order)
    {
        if (order.Certificate.Length > 0)
            throw LxdFailure.BadRequest("Can't use certificate if token is requested");
        if (order.Type != TrustedCertificate.Client)
            throw LxdFailure.BadRequest("Tokens can only be issued for client certificates");
        if (!call.Requestor.IsAdmin)
            throw LxdFailure.NotAuthorized();
        var addresses = call.Server.HttpsAddressesOf(call.Member);
        if (addresses.Count == 0)
            throw LxdFailure.BadRequest("Can't issue token when server isn't listening on network");
        var now = call.Server.Clock.GetUtcNow();
        var expiry = call.Server.Config.Get(call.Member, ServerKeys.TokenExpiry);
        var operation = new Operation("Executing operation", Projects.Default, now)
        {
            Class = OperationKind.Token,
            MayCancel = true,
            Location = call.Member,
        };
        call.HasBegunOperation = true;
        new JoinToken(order, Expiry.Of(expiry, now)).TellIn(operation, addresses, ServerCertificate.FingerprintOf(call.Server.Certificate), canExpire: expiry.Length > 0);
        return call.Server.Operations.Begin(operation);
    }

    /// <summary>As what a stranger comes in: who has the password says so himself, and for who has a token, the one who had it made has said it.</summary>
    private static TrustOrder Admit(Call call, TrustOrder order)
    {
        if (MemberToken.Read(order.Password) is { } invitation)
            throw call.Server.Operations.All.Any(operation => MemberToken.IsFor(operation, invitation)) ? LxdFailure.NotEmulated("a server that joins the cluster") : new LxdFailure(403, "No matching cluster join operation found");
        if (JoinToken.Read(order.Password) is { } secret)
            return Redeem(call, secret) with { Certificate = order.Certificate };
        var password = call.Server.Config.Get(call.Member, ServerKeys.TrustPassword);
        return password.Length > 0 && order.Password == password ? order : throw LxdFailure.NotAuthorized();
    }

    /// <summary>Uses a token up, also where what follows is refused.</summary>
    private static TrustOrder Redeem(Call call, string secret)
    {
        var operation = call.Server.Operations.All.FirstOrDefault(operation => JoinToken.IsFor(operation, secret))
            ?? throw new LxdFailure(403, "No matching certificate add operation found");
        OperationsApi.Cancel(call, operation);
        var token = operation.Token!;
        return token.IsOver(call.Server.Clock.GetUtcNow()) ? throw LxdFailure.Internal("Failed during search for certificate add token operation: Token has expired") : token.Order;
    }
}

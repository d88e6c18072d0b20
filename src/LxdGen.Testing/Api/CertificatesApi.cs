using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Api;

/// <summary>The certificates that may use the server over HTTPS.</summary>
internal static class CertificatesApi
{
    public const string All = "/1.0/certificates";
    private const string One = $"{All}/{{fingerprint}}";

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", All, List),
        Route.For("GET", One, Get),
        Route.For("PUT", One, Put),
        Route.For("PATCH", One, Patch),
        Route.For("DELETE", One, Remove),
    ];

    /// <summary>The projects of these names.</summary>
    public static IReadOnlyList<Project> Projects(Call call, IEnumerable<string> names)
    {
        List<Project> projects = [.. names.Select(name => call.Server.Projects.TryGet(name, out var project) ? project : throw LxdFailure.NotFound("Project not found"))];
        return projects.Distinct().Count() == projects.Count
            ? projects
            : throw LxdFailure.Internal("Failed to create \"certificates_projects\" entry: UNIQUE constraint failed: certificates_projects.certificate_id, certificates_projects.project_id");
    }

    public static void Tell(Call call, string action, TrustedCertificate certificate) => call.Server.Events.Send(action, certificate.Url, State.Projects.Default, call.Requestor);

    private static Reply List(Call call) => Reply.Value(writer =>
    {
        if (call.IsRecursive)
            writer.WriteList(call.Server.Trust.All, (_, certificate) => certificate.Write(writer));
        else
            writer.WriteList(call.Server.Trust.All.Select(certificate => certificate.Url));
    });

    private static Reply Get(Call call)
    {
        var certificate = call.Server.Trust.Get(call["fingerprint"]);
        return Reply.Value(certificate.Write, certificate.ETag);
    }

    private static Reply Put(Call call)
    {
        var old = FindToChange(call);
        var body = call.Body(Shapes.CertificatePut);
        var projects = TrustOrder.Names(body.List("projects"));
        return Update(call, old, body, projects.SequenceEqual(old.ProjectNames), new TrustOrder(body.Text("name") ?? "", body.Text("type") ?? "", body.Flag("restricted"), projects));
    }

    // LXD reads it into the one that is there, so that null in the list of projects is the one that is there, too.
    private static Reply Patch(Call call)
    {
        var old = FindToChange(call);
        var body = call.Body(Shapes.Certificate);
        var before = old.ProjectNames;
        var projects = body.Mentions("projects") ? TrustOrder.Names([.. (body.List("projects") ?? []).Select((name, at) => name ?? before.ElementAtOrDefault(at))]) : before;
        // Into the very list that LXD compares it with, if there is room.
        var isSame = projects.Count == before.Count;
        return Update(call, old, body, isSame, new TrustOrder(body.Text("name") ?? old.Name, body.Text("type") ?? old.Type, body.Mentions("restricted") ? body.Flag("restricted") : old.IsRestricted, projects));
    }

    private static TrustedCertificate FindToChange(Call call)
    {
        var old = call.Server.Trust.Get(call["fingerprint"]);
        ETag.Check(call, old.ETag);
        return old;
    }

    private static Reply Update(Call call, TrustedCertificate old, Body body, bool hasSameProjects, TrustOrder order)
    {
        if (order.Type != old.Type)
            throw new LxdFailure(403, "The certificate type cannot be changed");
        var sent = body.Text("certificate") ?? "";
        if (!call.Requestor.IsAdmin)
            RefuseOthers(call.Requestor, old, sent, hasSameProjects && order.Name == old.Name && order.IsRestricted == old.IsRestricted);
        if (call.Server.Profile != LxdProfile.Lxd50 && order.IsRestricted)
            throw LxdFailure.NotEmulated("certificates that are restricted");
        using var certificate = sent.Length > 0 ? CertificateText.DecodePem(sent) : null;
        var changed = (certificate is null ? old : old.With(certificate)) with { Name = order.Name, IsRestricted = order.IsRestricted };
        if (changed.Fingerprint != old.Fingerprint && call.Server.Trust.Find(changed.Fingerprint) is not null)
            throw LxdFailure.Internal("Update \"certificates\" entry failed: UNIQUE constraint failed: certificates.fingerprint");
        call.Server.Trust.Replace(old, changed with { Projects = Projects(call, order.Projects) });
        Tell(call, "certificate-updated", old);
        return Reply.Done;
    }

    /// <summary>Who may not do all may have another certificate, and that is all.</summary>
    private static void RefuseOthers(Requestor requestor, TrustedCertificate old, string certificate, bool isSame)
    {
        if (!isSame)
            throw new LxdFailure(403, "Only the certificate can be changed");
        if (certificate.Length > 0 && certificate != old.Pem && requestor.Certificate?.Fingerprint != old.Fingerprint)
            throw new LxdFailure(403, "Certificate cannot be changed");
    }

    private static Reply Remove(Call call)
    {
        var certificate = call.Server.Trust.Get(call["fingerprint"]);
        call.Server.Trust.Remove(certificate);
        Tell(call, "certificate-deleted", certificate);
        return Reply.Done;
    }
}

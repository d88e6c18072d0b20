using LxdGen.Testing.Http;

namespace LxdGen.Testing.Trust;

/// <summary>What clients may do whose certificates are restricted.</summary>
internal static class Access
{
    private const string Volumes = "/1.0/storage-pools/{poolName}/volumes";
    private const string Buckets = "/1.0/storage-pools/{poolName}/buckets";
    private const string AllVolumes = "/1.0/storage-volumes";
    private const string Project = "/1.0/projects/{projectName}";

    /// <summary>What others than administrators may change, as far as it lets them itself.</summary>
    private static readonly string[] OpenToChanges = ["/1.0/operations/{operationId}", "/1.0/certificates", "/1.0/certificates/{fingerprint}"];

    /// <summary>Refuses it to who may not do it, before anything else is looked at.</summary>
    public static void Check(Route route, Call call)
    {
        if (!call.Requestor.IsAdmin && !route.IsPublic && !Allows(route, call))
            throw LxdFailure.NotAuthorized();
    }

    private static bool Allows(Route route, Call call)
    {
        if (new[] { Volumes, Buckets, AllVolumes }.Any(start => route.Template.StartsWith(start, StringComparison.Ordinal)))
            return call.Requestor.MayUse(call.Project);
        if (route.Method != "GET")
            return OpenToChanges.Contains(route.Template) && !(route.Method == "DELETE" && route.Template == "/1.0/certificates/{fingerprint}");
        return route.Template != Project || call.Requestor.MayUse(call["projectName"]);
    }
}

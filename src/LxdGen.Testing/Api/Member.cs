using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>The cluster member that a request names as <c>target</c>. There is this server alone.</summary>
internal static class Member
{
    /// <summary>Whether one is named: then other parts of LXD answer, in other words.</summary>
    public static bool IsNamed(Call call) => call.Query("target") is { Length: > 0 };

    /// <summary>Refuses one that is not there. Where LXD looks at it is another place in each request, and some look nowhere.</summary>
    public static void Require(Call call)
    {
        if (IsNamed(call) && call.Query("target") != "none")
            throw LxdFailure.NotFound("Cluster member not found");
    }

    /// <summary>What is said of a volume or snapshot that is not there.</summary>
    public static LxdFailure MissingVolume(Call call) => LxdFailure.NotFound(IsNamed(call) ? "Storage volume not found" : "Storage pool volume not found");
}

namespace LxdGen.Testing;

/// <summary>How a server's <c>/1.0/operations/ID/wait</c> tells of a failed operation, and of a wait that ran out. Builds of LXD differ, and no version number tells which does what.</summary>
public enum LxdWaitDialect
{
    /// <summary>Status 200 and the operation, failed or still running, as in LXD 5.0.2.</summary>
    Operation,

    /// <summary>An error with status 404 or 500, as in later builds of LXD 5.0.</summary>
    ErrorStatus,

    /// <summary>Status 200 and an error in the body, as in builds of a fork.</summary>
    ErrorBody,
}

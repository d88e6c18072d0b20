using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>All that the emulator answers to.</summary>
internal static class EmulatorRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        .. ServerApi.Routes,
        .. ServerConfigApi.Routes,
        .. ProjectsApi.Routes,
        .. ProjectChangeApi.Routes,
        .. ClusterApi.Routes,
        .. MembersApi.Routes,
        .. MemberChangeApi.Routes,
        .. PoolsApi.Routes,
        .. PoolCreateApi.Routes,
        .. VolumeListApi.Routes,
        // Before the creation, which has the same path and takes whatever is no file.
        .. TransferApi.Routes,
        .. VolumeCreateApi.Routes,
        .. VolumesApi.Routes,
        .. VolumeMoveApi.Routes,
        .. SnapshotsApi.Routes,
        .. BackupsApi.Routes,
        .. BackupCreateApi.Routes,
        .. BucketsApi.Routes,
        .. BucketKeysApi.Routes,
        .. OperationsApi.Routes,
        .. CertificatesApi.Routes,
        .. TrustApi.Routes,
        .. EventsApi.Routes,
    ];
}

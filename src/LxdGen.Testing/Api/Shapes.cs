using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>The structs of LXD's that bodies are read into.</summary>
internal static class Shapes
{
    public static GoShape ServerPut { get; } = new("ServerPut", ("config", GoField.AnyMap));

    public static GoShape CertificatesPost { get; } = new("CertificatesPost", Name, ("type", GoField.Text), ("certificate", GoField.Text), ("password", GoField.Text), ("trust_token", GoField.Text), ("token", GoField.Flag), ("restricted", GoField.Flag), ("projects", GoField.List));

    public static GoShape CertificatePut { get; } = new("CertificatePut", CertificateFields);

    /// <summary>What a PATCH of a certificate is read into.</summary>
    public static GoShape Certificate { get; } = new("Certificate", [.. CertificateFields, ("fingerprint", GoField.Text)]);

    public static GoShape ProjectsPost { get; } = new("ProjectsPost", Config, Description, Name);

    public static GoShape ProjectPut { get; } = new("ProjectPut", Config, Description);

    public static GoShape ProjectPost { get; } = new("ProjectPost", Name);

    public static GoShape StoragePoolsPost { get; } = new("StoragePoolsPost", Config, Description, Name, ("driver", GoField.Text));

    public static GoShape StoragePoolPut { get; } = new("StoragePoolPut", Config, Description);

    public static GoShape StorageVolumePut { get; } = new("StorageVolumePut", Config, Description, ("restore", GoField.Text));

    public static GoShape StorageVolumesPost { get; } = VolumesPost(Source);

    /// <summary>What newer servers take, where the source may be on another member.</summary>
    public static GoShape PlacedStorageVolumesPost { get; } = VolumesPost(PlacedSource);

    public static GoShape StorageVolumePost { get; } = VolumePost();

    /// <summary>The same of newer servers.</summary>
    public static GoShape PlacedStorageVolumePost { get; } = VolumePost(("source", GoField.Of(PlacedSource)));

    public static GoShape StorageVolumeSnapshotsPost { get; } = new("StorageVolumeSnapshotsPost", Name, ("expires_at", GoField.Time));

    /// <summary>What newer servers take, which have a snapshot's own description.</summary>
    public static GoShape DescribedSnapshotsPost { get; } = new("StorageVolumeSnapshotsPost", Name, Description, ("expires_at", GoField.Time));

    public static GoShape StorageVolumeSnapshotPut { get; } = new("StorageVolumeSnapshotPut", Description, ("expires_at", GoField.Time));

    public static GoShape StorageVolumeSnapshotPost { get; } = new("StorageVolumeSnapshotPost", Name);

    public static GoShape StoragePoolVolumeBackupsPost { get; } = new("StoragePoolVolumeBackupsPost", Name, ("expires_at", GoField.Time), ("volume_only", GoField.Flag), ("optimized_storage", GoField.Flag), ("compression_algorithm", GoField.Text));

    public static GoShape StoragePoolVolumeBackupPost { get; } = new("StoragePoolVolumeBackupPost", Name);

    public static GoShape StorageBucketsPost { get; } = new("StorageBucketsPost", Config, Description, Name);

    public static GoShape StorageBucketPut { get; } = new("StorageBucketPut", Config, Description);

    public static GoShape StorageBucketKeysPost { get; } = new("StorageBucketKeysPost", Name, Description, ("role", GoField.Text), ("access-key", GoField.Text), ("secret-key", GoField.Text));

    public static GoShape StorageBucketKeyPut { get; } = new("StorageBucketKeyPut", Description, ("role", GoField.Text), ("access-key", GoField.Text), ("secret-key", GoField.Text));

    public static GoShape ClusterPut { get; } = new("ClusterPut", ("server_name", GoField.Text), ("enabled", GoField.Flag), ("cluster_address", GoField.Text), ("cluster_certificate", GoField.Text), ("server_address", GoField.Text), ("cluster_password", GoField.Text));

    public static GoShape ClusterMembersPost { get; } = new("ClusterMembersPost", ("server_name", GoField.Text));

    public static GoShape ClusterMemberPost { get; } = new("ClusterMemberPost", ("server_name", GoField.Text));

    public static GoShape ClusterMemberPut { get; } = new("ClusterMemberPut", ("roles", GoField.List), ("failure_domain", GoField.Text), Description, Config, ("groups", GoField.List));

    private static GoShape VolumesPost(GoShape source) =>
        new("StorageVolumesPost", Config, Description, Name, ("restore", GoField.Text), ("type", GoField.Text), ("content_type", GoField.Text), ("source", GoField.Of(source)));

    private static GoShape VolumePost(params (string Name, GoField Type)[] more) =>
        new("StorageVolumePost", [Name, ("pool", GoField.Text), ("project", GoField.Text), ("migration", GoField.Flag), ("volume_only", GoField.Flag), ("target", GoField.Of(Target)), .. more]);

    private static GoShape Source => new("StorageVolumeSource", SourceFields);

    private static GoShape PlacedSource => new("StorageVolumeSource", [.. SourceFields, ("location", GoField.Text)]);

    private static (string Name, GoField Type)[] SourceFields =>
    [
        Name, ("type", GoField.Text), ("pool", GoField.Text), ("project", GoField.Text), ("mode", GoField.Text), ("certificate", GoField.Text), ("operation", GoField.Text), ("secrets", GoField.Map), ("volume_only", GoField.Flag), ("refresh", GoField.Flag),
    ];

    private static GoShape Target => new("StorageVolumePostTarget", ("certificate", GoField.Text), ("operation", GoField.Text), ("secrets", GoField.Map)) { IsPointer = true };

    private static (string Name, GoField Type)[] CertificateFields => [Name, ("type", GoField.Text), ("restricted", GoField.Flag), ("projects", GoField.List), ("certificate", GoField.Text)];

    private static (string Name, GoField Type) Config => ("config", GoField.Map);

    private static (string Name, GoField Type) Description => ("description", GoField.Text);

    private static (string Name, GoField Type) Name => ("name", GoField.Text);
}

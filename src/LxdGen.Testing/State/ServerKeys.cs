namespace LxdGen.Testing.State;

/// <summary>The keys of the server's own config, of which a real LXD 5.0.2 was asked one by one.</summary>
internal static class ServerKeys
{
    public const string HttpsAddress = "core.https_address";
    public const string ClusterAddress = "cluster.https_address";
    public const string TrustPassword = "core.trust_password";
    public const string TokenExpiry = "core.remote_token_expiry";
    public const string JoinTokenExpiry = "cluster.join_token_expiry";
    public const string BackupCompression = "backups.compression_algorithm";
    public const string BackupsVolume = "storage.backups_volume";
    public const string ImagesVolume = "storage.images_volume";
    public const string OfflineThreshold = "cluster.offline_threshold";

    public static IReadOnlyDictionary<string, ServerKey> All { get; } = new[]
    {
        Local(HttpsAddress, ListenAddress.Complaint), Local(ClusterAddress, ListenAddress.ComplaintOfOne), Local("core.bgp_address", ListenAddress.Complaint), Local("core.bgp_routerid", ServerRules.RouterId), Local("core.debug_address", ListenAddress.Complaint),
        Local("core.dns_address", ListenAddress.Complaint), Local("core.metrics_address", ListenAddress.Complaint), Local("maas.machine"), Local(BackupsVolume), Local(ImagesVolume),
        new(BackupCompression, "gzip", ServerRules.Compression), new("images.compression_algorithm", "gzip", ServerRules.Compression),
        Number("candid.expiry", "3600"), Number("rbac.api.expiry", "3600"), Number("core.shutdown_timeout", "5"), Number("images.auto_update_interval", "6"), Number("images.remote_cache_expiry", "10"),
        Number("core.bgp_asn", "0", ServerRules.SystemNumber), Number("cluster.images_minimal_replica", "3", ServerRules.Replicas), Number("cluster.max_standby", "2", ServerRules.Standbys), Number("cluster.max_voters", "3", ServerRules.Voters), Number(OfflineThreshold, "20", ServerRules.OfflineThreshold),
        Boolean("core.https_allowed_credentials"), Boolean("core.metrics_authentication", "true"), Boolean("core.trust_ca_certificates"), Boolean("images.auto_update_cached", "true"),
        new(JoinTokenExpiry, "3H", ServerRules.Expiry), new(TokenExpiry, "", ServerRules.Expiry), new("images.default_architecture", "", ServerRules.Architecture), new(TrustPassword) { IsHidden = true },
        new("candid.api.key"), new("candid.api.url"), new("candid.domains"), new("core.https_allowed_headers"), new("core.https_allowed_methods"), new("core.https_allowed_origin"), new("core.https_trusted_proxy"), new("core.proxy_http"), new("core.proxy_https"), new("core.proxy_ignore_hosts"),
        new("maas.api.key"), new("maas.api.url"), new("network.ovn.integration_bridge", "br-int"), new("network.ovn.northbound_connection", "unix:/var/run/ovn/ovnnb_db.sock"),
        new("rbac.agent.private_key"), new("rbac.agent.public_key"), new("rbac.agent.url"), new("rbac.agent.username"), new("rbac.api.key"), new("rbac.api.url"),
    }.ToDictionary(key => key.Name, StringComparer.Ordinal);

    public static bool IsLocal(string key) => All.TryGetValue(key, out var known) && known.IsLocal;

    private static ServerKey Local(string name, Func<string, string?>? complain = null) => new(name, "", complain) { IsLocal = true };

    private static ServerKey Number(string name, string byDefault, Func<long, string?>? complain = null) => new(name, byDefault, value => ServerRules.Number(value, complain));

    private static ServerKey Boolean(string name, string byDefault = "") => new(name, byDefault, ServerRules.Boolean) { IsBoolean = true };
}

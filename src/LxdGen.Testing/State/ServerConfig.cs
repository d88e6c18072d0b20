using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The server's own config, of which clients may keep something under <c>user.</c>; the rest can only be unset.</summary>
internal sealed class ServerConfig
{
    private static readonly string[] Known =
    [
        "backups.compression_algorithm", "candid.api.key", "candid.api.url", "candid.domains", "candid.expiry", "cluster.https_address", "cluster.images_minimal_replica", "cluster.join_token_expiry", "cluster.max_standby", "cluster.max_voters", "cluster.offline_threshold",
        "core.bgp_address", "core.bgp_asn", "core.bgp_routerid", "core.debug_address", "core.dns_address", "core.https_address", "core.https_allowed_credentials", "core.https_allowed_headers", "core.https_allowed_methods", "core.https_allowed_origin", "core.https_trusted_proxy",
        "core.metrics_address", "core.metrics_authentication", "core.proxy_http", "core.proxy_https", "core.proxy_ignore_hosts", "core.remote_token_expiry", "core.shutdown_timeout", "core.trust_ca_certificates", "core.trust_password",
        "images.auto_update_cached", "images.auto_update_interval", "images.compression_algorithm", "images.default_architecture", "images.remote_cache_expiry", "maas.api.key", "maas.api.url", "maas.machine", "network.ovn.integration_bridge", "network.ovn.northbound_connection",
        "rbac.agent.private_key", "rbac.agent.public_key", "rbac.agent.url", "rbac.agent.username", "rbac.api.expiry", "rbac.api.key", "rbac.api.url", "storage.backups_volume", "storage.images_volume",
    ];

    private readonly SortedDictionary<string, string> _own = new(StringComparer.Ordinal);

    /// <summary>A copy of what clients keep in it.</summary>
    public SortedDictionary<string, string> Own => new(_own, StringComparer.Ordinal);

    /// <summary>Takes what was sent. LXD keeps what is under <c>user.</c> when it is sent no more.</summary>
    public void Set(IReadOnlyDictionary<string, GoValue> sent)
    {
        foreach (var (key, value) in sent)
            Check(key, value);
        foreach (var (key, value) in sent.Where(pair => IsOwn(pair.Key)))
        {
            if (value.Text.Length > 0)
                _own[key] = value.Text;
            else
                _own.Remove(key);
        }
    }

    private static void Check(string key, GoValue value)
    {
        if (value.Kind is not (GoValue.String or GoValue.Null))
            throw LxdFailure.BadRequest($"cannot set '{key}': invalid type {NameOf(value.Kind)}");
        if (IsOwn(key))
            return;
        if (!Known.Contains(key))
            throw LxdFailure.BadRequest($"cannot set '{key}' to '{value.Text}': unknown key");
        if (value.Text.Length > 0)
            throw LxdFailure.NotEmulated($"the server's config {key}");
    }

    private static bool IsOwn(string key) => key.StartsWith("user.", StringComparison.Ordinal);

    private static string NameOf(string kind) => kind switch
    {
        GoValue.Number => "float64",
        GoValue.Object => "map",
        GoValue.Array => "slice",
        _ => kind,
    };
}

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>
/// What is done with the server's own config. Addresses are left out, for they take ports; so is what a real LXD does not get over when it is taken
/// back, and all walks after it would meet: an RBAC, and volumes for backups and images, without which it has at times no folder for them any more.
/// </summary>
internal static class ConfigSteps
{
    private const string Bool = "true false on 1 0 TRUE maybe";
    private const string Number = "1 0 -1 +5 05 7 1.5 x 9223372036854775808";
    private const string Expiry = "5H 1y 1S 3H,2M 1d,1d x 0H";
    private const string Text = "x ,";
    private const string Packer = "gzip none ,gzip gzip,-1 GZIP none,x lz4 ,";

    private const string Url = "http://127.0.0.1:1 http://127.0.0.1:1 https://127.0.0.1/MAAS http://localhost:1/x/ http://[::1]:1 http://127.0.0.1:99999 http://u:p@127.0.0.1:1?x=1 http://127.0.0.1:1/a,b http://a,b/ ftp://127.0.0.1:1 127.0.0.1:1 nope :: %zz http://x/%4 http://[::1 http://127.0.0.1:x , a:b http:///x";
    private const string Key = "dGVzdHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=";
    private const string Base64 = $"{Key} {Key} x dGVz dGVzdA= aa=a ab=c= {Key}, dGV+dHRlc3R0ZXN0dGVzdHRlc3R0ZXN0dGVzdHR_c3Q=";

    private static readonly (string Key, string Values)[] Known =
    [
        ("core.https_allowed_credentials", Bool), ("core.metrics_authentication", Bool), ("core.trust_ca_certificates", Bool), ("images.auto_update_cached", Bool), ("candid.expiry", Number), ("core.shutdown_timeout", $"5 {Number}"), ("images.auto_update_interval", $"6 {Number}"),
        ("images.remote_cache_expiry", $"10 {Number}"), ("rbac.api.expiry", Number), ("core.bgp_asn", $"4294967294 4294967295 {Number}"), ("cluster.images_minimal_replica", $"3 -2 {Number}"), ("cluster.max_standby", $"2 5 6 {Number}"), ("cluster.max_voters", $"3 4 -3 {Number}"), ("cluster.offline_threshold", "20 30 +30 10 x 30"),
        ("cluster.join_token_expiry", Expiry), ("core.remote_token_expiry", Expiry), ("images.default_architecture", "i686 x86_64"), ("core.bgp_routerid", "1.2.3.4 ::1 01.2.3.4 x"), ("core.trust_password", Text), ("maas.machine", Text), ("maas.api.key", Text), ("core.proxy_http", Text), ("network.ovn.integration_bridge", "br-int x"),
        ("images.compression_algorithm", $"bzip2 gzip,x {Packer}"), ("backups.compression_algorithm", Packer), ("storage.backups_volume", "w0/nope nope/a w0 w0/ / w0/a/s0"), ("user.x", Text), ("cluster.https_address", "x 0.0.0.0:1"), ("bogus", Text),
        ("candid.api.url", Url), ("candid.api.key", Base64), ("maas.api.url", Url), ("maas.api.url", Url), ("maas.api.key", "a:b:c a:b:c a:b x ::"), ("rbac.agent.username", Text), ("rbac.agent.private_key", Base64), ("rbac.agent.public_key", Base64), ("rbac.api.key", Base64),
    ];

    // Without those by which the roles of members change.
    private static readonly (string Key, string Values)[] OfCluster = [.. Known.Where(known => known.Key == "cluster.https_address" || !known.Key.StartsWith("cluster.", StringComparison.Ordinal))];

    public static Step Next(Chance chance) => chance.Next(5) switch
    {
        0 => chance.Send("GET", "/1.0"),
        1 => chance.Edit("PUT", "/1.0", Body(chance, Known)),
        _ => chance.Edit("PATCH", "/1.0", Body(chance, Known)),
    };

    /// <summary>The same on a member of a cluster, where the right addresses are to be there.</summary>
    public static Step NextOfMember(Chance chance, string? member)
    {
        var path = member is null ? "/1.0" : $"/1.0?target={member}";
        var addresses = $"\"core.https_address\":\"{{address:{member ?? "n1"}}}\",\"cluster.https_address\":\"{{address:{member ?? "n1"}}}\"";
        return chance.Next(5) switch
        {
            0 => new Step(chance.Next(2), "GET", path),
            1 => new Step(chance.Next(2), "PUT", path, $"{{\"config\":{{{(chance.Next(4) == 0 ? "" : $"{addresses},")}{Setting(chance, OfCluster)}}}}}"),
            _ => new Step(chance.Next(2), "PATCH", path, Body(chance, OfCluster)),
        };
    }

    private static string Body(Chance chance, (string Key, string Values)[] keys) =>
        $"{{\"config\":{{{string.Join(',', Enumerable.Range(0, 1 + chance.Next(3)).Select(_ => Setting(chance, keys)).Distinct())}}}}}";

    private static string Setting(Chance chance, (string Key, string Values)[] keys)
    {
        var (key, values) = chance.Of(keys);
        // Two keys that are no texts are told in any order.
        return $"\"{key}\":{(chance.Next(4) == 0 ? chance.Of("\"\"", "null", "\"\"", key == "core.trust_password" ? "true" : "\"\"") : $"\"{chance.Of(values.Split(' ')).Replace(',', ' ')}\"")}";
    }
}

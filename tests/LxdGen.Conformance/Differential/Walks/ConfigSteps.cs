namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with the server's own config. Addresses are left out, for they take ports, and what would need other servers.</summary>
internal static class ConfigSteps
{
    private const string Bool = "true false on 1 0 TRUE maybe";
    private const string Number = "1 0 -1 +5 05 7 1.5 x 9223372036854775808";
    private const string Expiry = "5H 1y 1S 3H,2M 1d,1d x 0H";
    private const string Text = "x ,";
    private const string Packer = "gzip none ,gzip gzip,-1 GZIP none,x lz4 ,";

    private static readonly (string Key, string Values)[] Known =
    [
        ("core.https_allowed_credentials", Bool), ("core.metrics_authentication", Bool), ("core.trust_ca_certificates", Bool), ("images.auto_update_cached", Bool), ("candid.expiry", Number), ("core.shutdown_timeout", $"5 {Number}"), ("images.auto_update_interval", $"6 {Number}"),
        ("images.remote_cache_expiry", $"10 {Number}"), ("rbac.api.expiry", Number), ("core.bgp_asn", $"4294967294 4294967295 {Number}"), ("cluster.images_minimal_replica", $"3 -2 {Number}"), ("cluster.max_standby", $"2 5 6 {Number}"), ("cluster.max_voters", $"3 4 -3 {Number}"), ("cluster.offline_threshold", "20 30 +30 10 x 30"),
        ("cluster.join_token_expiry", Expiry), ("core.remote_token_expiry", Expiry), ("images.default_architecture", "i686 x86_64"), ("core.bgp_routerid", "1.2.3.4 ::1 01.2.3.4 x"), ("core.trust_password", Text), ("maas.machine", Text), ("maas.api.key", Text), ("core.proxy_http", Text), ("network.ovn.integration_bridge", "br-int x"),
        ("images.compression_algorithm", $"bzip2 gzip,x {Packer}"), ("backups.compression_algorithm", Packer), ("storage.backups_volume", "w0/a w0/b w0/nope nope/a w0 w0/ / w0/a/s0 wb/a"), ("storage.images_volume", "w0 nope/a w1/a"), ("user.x", Text), ("cluster.https_address", "x 0.0.0.0:1"), ("bogus", Text),
    ];

    public static Step Next(Dice dice) => dice.Next(5) switch
    {
        0 => dice.Send("GET", "/1.0"),
        1 => dice.Edit("PUT", "/1.0", Body(dice)),
        _ => dice.Edit("PATCH", "/1.0", Body(dice)),
    };

    private static string Body(Dice dice) => $"{{\"config\":{{{string.Join(',', Enumerable.Range(0, 1 + dice.Next(3)).Select(_ => Setting(dice)).Distinct())}}}}}";

    private static string Setting(Dice dice)
    {
        var (key, values) = dice.Of(Known);
        // Two keys that are no texts are told in any order.
        return $"\"{key}\":{(dice.Next(4) == 0 ? dice.Of("\"\"", "null", "\"\"", key == "core.trust_password" ? "true" : "\"\"") : $"\"{dice.Of(values.Split(' ')).Replace(',', ' ')}\"")}";
    }
}

using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Servers that are reached over HTTPS.</summary>
public abstract class RemoteTests(Func<Task<IServerPair>> start)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_servers_trust_one_client()
    {
        var servers = await start();
        using var one = servers.Connect(0);
        using var two = servers.Connect(1);

        var (first, second) = (await one.GetServerAsync(Token), await two.GetServerAsync(Token));

        Assert.True(first.IsTrusted && second.IsTrusted);
        Assert.NotEqual(first.Environment!.CertificateFingerprint, second.Environment!.CertificateFingerprint);
        Assert.Equal(servers.FingerprintOf(1), second.Environment.CertificateFingerprint);
    }

    [Fact]
    public async Task A_pool_lives_and_dies_over_HTTPS()
    {
        var servers = await start();
        using var lxd = servers.Connect();
        var pool = await lxd.StoragePools.CreateAsync(new() { Name = "remote", Driver = StorageDriver.Dir }, Token);
        pool.Description = "over TLS";
        await pool.SaveAsync(Token);
        Assert.Equal("over TLS", (await lxd.StoragePools.GetAsync("remote", Token)).Description);
        await pool.DeleteAsync(Token);
        Assert.False(await lxd.StoragePools.ExistsAsync("remote", Token));
    }

    [Fact]
    public async Task A_certificate_that_the_server_does_not_know_is_refused_until_it_does()
    {
        var servers = await start();
        using var certificate = LxdServers.NewCertificate();
        using var lxd = servers.ConnectAs(LxdCredential.FromCertificate(certificate));

        Assert.False((await lxd.GetServerAsync(Token)).IsTrusted);
        var error = await Assert.ThrowsAsync<LxdForbiddenException>(() => lxd.StoragePools.AllAsync(Token));
        Assert.Contains(LxdCredential.FromCertificate(certificate).Fingerprint!, error.Message, StringComparison.Ordinal);

        await servers.TrustAsync(0, certificate);
        Assert.True((await lxd.GetServerAsync(Token)).IsTrusted);
        await lxd.StoragePools.AllAsync(Token);
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_refused_and_the_message_says_when()
    {
        var servers = await start();
        using var certificate = LxdServers.NewCertificate(until: DateTimeOffset.UtcNow.AddDays(-1));
        using var lxd = servers.ConnectAs(LxdCredential.FromCertificate(certificate));

        var error = await Assert.ThrowsAsync<LxdForbiddenException>(() => lxd.StoragePools.AllAsync(Token));

        Assert.Contains($"{certificate.NotAfter.ToUniversalTime():u}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_than_the_pinned_one_is_told_nothing()
    {
        var servers = await start();
        using var lxd = LxdClient.Connect(servers.UriOf(0), LxdCredential.FromCertificate(servers.Certificate), new() { ServerFingerprint = servers.FingerprintOf(1) });

        var error = await Assert.ThrowsAsync<LxdConnectionException>(() => lxd.StoragePools.AllAsync(Token));

        Assert.Contains(servers.FingerprintOf(0), error.Message, StringComparison.Ordinal);
        Assert.Contains(servers.FingerprintOf(1), error.Message, StringComparison.Ordinal);
    }
}

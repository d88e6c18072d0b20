using LxdGen.Raw;

namespace LxdGen.Conformance;

/// <summary>A cluster of three members, its pools and their members' configs.</summary>
public abstract class ClusterTests(ITestCluster cluster) : IAsyncLifetime
{
    private static readonly string[] Members = ["n1", "n2", "n3"];

    private LxdClient? _lxd;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LxdClient Lxd => _lxd ?? throw new InvalidOperationException("No cluster.");

    public async ValueTask InitializeAsync()
    {
        await cluster.ReadyAsync();
        _lxd = cluster.Connect();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_lxd is null)
            return;
        foreach (var pool in await Lxd.StoragePools.AllAsync())
            await pool.DeleteAsync();
        _lxd.Dispose();
    }

    [Fact]
    public async Task The_cluster_names_its_members()
    {
        var members = (await new ClusterMembersClient(Lxd.Pipeline).ListAsync(Token)).Value;

        Assert.Equal(Members, members.Select(member => member.ServerName).Order());
        Assert.All(members, member => Assert.Equal(ClusterMemberStatus.Online, member.Status));
        Assert.All(members, member => Assert.Empty(member.AdditionalProperties));
    }

    [Fact]
    [Proves("GET /1.0/cluster/members")]
    public async Task A_pool_is_created_on_all_members_with_a_config_of_its_own_on_each()
    {
        var post = new StoragePoolsPost { Name = "spread", Driver = StorageDriver.Btrfs, Description = "everywhere", Config = { ["size"] = "256MiB", ["volume.size"] = "32MiB" } };

        var pool = await Lxd.StoragePools.CreateOnMembersAsync(post, new Dictionary<string, LxdConfig> { ["n3"] = new() { ["size"] = "300MiB" } }, Token);

        Assert.Equal(("everywhere", StoragePoolStatus.Created), (pool.Description, pool.Status));
        Assert.Equal(Members, pool.Locations.Order());
        Assert.Equal(["volume.size"], pool.Config.Keys);
        var (first, last) = (await OnMemberAsync("n1", pool.Name), await OnMemberAsync("n3", pool.Name));
        Assert.Equal(("256MiB", "300MiB"), (first.Config["size"], last.Config["size"]));
        Assert.StartsWith(cluster.DirectoryOf("n3"), last.Config["source"], StringComparison.Ordinal);
        Assert.True((await first.Resources.GetAsync(Token)).Space.Total < (await last.Resources.GetAsync(Token)).Space.Total);
    }

    [Fact]
    public async Task The_examples_of_the_page_on_servers_are_those_that_are_run()
    {
        var (pool, there) = await ServersExample.CreateAsync(Lxd, Token);

        Assert.Equal(["volume.size"], pool.Config.Keys);
        Assert.Equal("320MiB", there.Config["size"]);
        Assert.Equal("256MiB", (await OnMemberAsync("n1", "fast")).Config["size"]);
        Assert.EndsWith("project team, member n2", ServersExample.View(Lxd).ToString(), StringComparison.Ordinal);
        var run = await Page.SourceAsync("ServersExample.cs");
        Assert.All(await Page.CodeOfAsync("servers.md"), code => Assert.Contains(code, run, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_that_refuses_leaves_nothing_behind()
    {
        var post = new StoragePoolsPost { Name = "broken", Driver = StorageDriver.Dir };
        var configs = new Dictionary<string, LxdConfig> { ["n2"] = new() { ["source"] = "/no/such/folder" } };

        var error = await Assert.ThrowsAsync<LxdException>(() => Lxd.StoragePools.CreateOnMembersAsync(post, configs, Token));

        Assert.Contains("/no/such/folder", error.ServerMessage, StringComparison.Ordinal);
        Assert.False(await Lxd.StoragePools.ExistsAsync("broken", Token));
        await Lxd.StoragePools.CreateOnMembersAsync(post, cancellationToken: Token);
    }

    [Fact]
    public async Task A_pool_that_someone_left_pending_is_a_conflict_and_stays()
    {
        await new StoragePoolsClient(Lxd.Pipeline).CreateAsync(new() { Name = "pending", Driver = StorageDriver.Dir }, "n2", Token);

        await Assert.ThrowsAsync<LxdConflictException>(() => Lxd.StoragePools.CreateOnMembersAsync(new() { Name = "pending", Driver = StorageDriver.Dir }, cancellationToken: Token));

        Assert.Equal(StoragePoolStatus.Pending, (await Lxd.StoragePools.GetAsync("pending", Token)).Status);
    }

    [Fact]
    public async Task Of_two_who_create_one_pool_at_once_the_loser_removes_nothing()
    {
        var post = new StoragePoolsPost { Name = "raced", Driver = StorageDriver.Dir };
        using var other = cluster.Connect(1);

        var outcomes = await Task.WhenAll(new[] { Lxd, other }.Select(async lxd => await Record.ExceptionAsync(() => lxd.StoragePools.CreateOnMembersAsync(post, cancellationToken: Token))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(StoragePoolStatus.Created, (await Lxd.StoragePools.GetAsync("raced", Token)).Status);
    }

    [Fact]
    public async Task A_save_for_the_whole_pool_leaves_the_members_configs_alone()
    {
        var pool = await CreateAsync();
        pool.Config["volume.size"] = "16MiB";
        pool.Description = "edited";
        await pool.SaveAsync(Token);

        Assert.Equal(("edited", "16MiB"), (pool.Description, pool.Config["volume.size"]));
        Assert.Equal("256MiB", (await OnMemberAsync("n2", pool.Name)).Config["size"]);
    }

    [Fact]
    public async Task A_save_on_a_member_changes_its_own_keys_and_keeps_those_of_the_whole_pool()
    {
        var pool = await CreateAsync();
        var there = await OnMemberAsync("n2", pool.Name);
        there.Config["size"] = "288MiB";
        await there.SaveAsync(Token);
        await there.PatchAsync(new() { Config = { ["size"] = "320MiB" } }, Token);

        Assert.Equal("320MiB", there.Config["size"]);
        Assert.Equal("256MiB", (await OnMemberAsync("n1", pool.Name)).Config["size"]);
        await pool.SyncAsync(Token);
        Assert.Equal(("shared", "32MiB"), (pool.Description, pool.Config["volume.size"]));
    }

    [Theory]
    [InlineData(null, "size")]
    [InlineData("n2", "volume.size")]
    public async Task A_key_in_the_wrong_place_is_refused_by_name_and_the_edit_is_kept(string? member, string key)
    {
        var pool = await CreateAsync();
        pool = member is null ? pool : await OnMemberAsync(member, pool.Name);
        pool.Config[key] = "64MiB";

        var error = await Assert.ThrowsAsync<LxdException>(() => pool.SaveAsync(Token));

        Assert.Equal(400, error.StatusCode);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.True(pool.IsDirty);
        await pool.RollbackAsync(Token);
        Assert.Equal("32MiB", pool.Config["volume.size"]);
    }

    [Fact]
    public async Task A_deletion_that_another_member_refuses_has_taken_the_pool_from_the_others()
    {
        var pool = await Lxd.StoragePools.CreateOnMembersAsync(new() { Name = "torn", Driver = StorageDriver.Dir }, cancellationToken: Token);
        var volume = await Lxd.OnMember("n2").StoragePools.Handle("torn").Volumes.CreateAsync(new() { Name = "v1" }, Token);

        var error = await Assert.ThrowsAsync<LxdException>(() => pool.DeleteAsync(Token));

        Assert.Contains("still exists in storage pool", error.ServerMessage, StringComparison.Ordinal);
        Assert.Equal(StoragePoolStatus.Created, (await Lxd.StoragePools.GetAsync("torn", Token)).Status);
        error = await Assert.ThrowsAnyAsync<LxdException>(() => Lxd.StoragePools.Handle("torn").Volumes.CreateAsync(new() { Name = "v1" }, Token));
        Assert.Contains("no such file or directory", error.ServerMessage, StringComparison.Ordinal);
        await volume.DeleteAsync(Token);
    }

    private Task<StoragePool> CreateAsync() => Lxd.StoragePools.CreateOnMembersAsync(
        new() { Name = "loop", Driver = StorageDriver.Btrfs, Description = "shared", Config = { ["size"] = "256MiB", ["volume.size"] = "32MiB" } },
        cancellationToken: Token);

    private Task<StoragePool> OnMemberAsync(string member, string pool) => Lxd.OnMember(member).StoragePools.GetAsync(pool, Token);
}

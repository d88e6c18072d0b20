using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

public abstract class CollectionTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    [Proves("POST /1.0/storage-pools")]
    [Proves("GET /1.0/storage-pools/{poolName}")]
    public async Task Create_returns_what_the_server_made_of_the_input(string driver)
    {
        var pool = await CreateAsync(driver, "for tests");

        Assert.True(pool.IsLoaded);
        Assert.Equal(driver, pool.Driver.Value);
        Assert.Equal("for tests", pool.Description);
        Assert.Equal(StoragePoolStatus.Created, pool.Status);
        Assert.Contains("source", pool.Config);
        Assert.Equal(["none"], pool.Locations);
        Assert.Empty(pool.UsedBy);
        Assert.True(pool.Managed);
        Assert.False(pool.IsDirty);
    }

    [Fact]
    [Proves("GET /1.0/storage-pools")]
    public async Task All_returns_loaded_pools()
    {
        var created = await CreateAsync("dir");

        var all = await Lxd.StoragePools.AllAsync(Token);

        var pool = Assert.Single(all, pool => pool.Name == created.Name);
        Assert.Equal(created.Config, pool.Config);
    }

    [Fact]
    public async Task A_missing_pool_is_null_false_or_not_found()
    {
        var name = UniqueName("missing");

        Assert.Null(await Lxd.StoragePools.TryGetAsync(name, Token));
        Assert.False(await Lxd.StoragePools.ExistsAsync(name, Token));
        var error = await Assert.ThrowsAsync<LxdNotFoundException>(() => Lxd.StoragePools.GetAsync(name, Token));
        Assert.Equal("Storage pool not found", error.ServerMessage);
        await Assert.ThrowsAsync<LxdNotFoundException>(() => Lxd.StoragePools.Handle(name).DeleteAsync(Token));
    }

    [Fact]
    public async Task A_taken_name_is_a_conflict()
    {
        var pool = await CreateAsync("dir");

        var error = await Assert.ThrowsAsync<LxdConflictException>(() => CreateNamedAsync(pool.Name, "dir"));

        Assert.False(error.WriteMayHaveHappened);
    }

    [Fact]
    public async Task An_unknown_driver_is_refused_in_the_servers_words()
    {
        var error = await Assert.ThrowsAsync<LxdException>(() => CreateNamedAsync(UniqueName(), "no-such-driver"));

        Assert.Equal(500, error.StatusCode);
        Assert.NotEqual("", error.ServerMessage);
        Assert.Contains(error.ServerMessage!, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q?")]
    [InlineData("p%41")]
    [InlineData("p%2e%2e")]
    [InlineData("h#a&b=c+d")]
    [InlineData("häß-☕-😀")]
    [InlineData("back\\slash")]
    [InlineData("semi;colon:star*")]
    [InlineData("...")]
    public async Task Odd_names_are_created_listed_read_edited_and_deleted(string prefix)
    {
        var name = UniqueName(prefix);
        var pool = await CreateNamedAsync(name, "dir", "odd");

        Assert.Contains(name, await Lxd.StoragePools.NamesAsync(Token));
        Assert.Contains(await Lxd.StoragePools.AllAsync(Token), listed => listed.Name == name);
        pool.Description = "edited";
        await pool.SaveAsync(Token);
        Assert.Equal("edited", (await Lxd.StoragePools.GetAsync(name, Token)).Description);
        await pool.DeleteAsync(Token);
        Assert.False(await Lxd.StoragePools.ExistsAsync(name, Token));
    }

    [Fact]
    public async Task A_control_character_in_an_existing_name_can_be_addressed()
    {
        var name = UniqueName("bell\u0007");
        await new Raw.StoragePoolsClient(Lxd.Pipeline).CreateAsync(new StoragePoolsPost { Name = name, Driver = "dir" }, cancellationToken: Token);

        var pool = await Lxd.StoragePools.GetAsync(name, Token);
        await pool.DeleteAsync(Token);

        Assert.False(await Lxd.StoragePools.ExistsAsync(name, Token));
    }

    [Fact]
    public async Task Fifty_creates_of_one_name_make_one_pool_and_conflicts()
    {
        var name = UniqueName();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Record.ExceptionAsync(() => CreateNamedAsync(name, "dir")).AsTask()));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.IsType<LxdConflictException>(outcome));
    }
}

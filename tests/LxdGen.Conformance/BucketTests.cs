using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>LXD 5.0.2 has no buckets, and says so in its list of API extensions.</summary>
public class BucketTests(LxdFixture fixture) : PoolTest(fixture)
{
    [Fact]
    public async Task Buckets_are_refused_by_name_of_the_extension_and_nothing_is_sent()
    {
        var pool = await CreateAsync("dir");
        var bucket = pool.Buckets.Handle("b1");
        Func<Task>[] calls =
        [
            () => pool.Buckets.AllAsync(Token), () => pool.Buckets.NamesAsync(Token), () => pool.Buckets.CreateAsync(new() { Name = "b1" }, Token), () => bucket.SyncAsync(Token),
            () => bucket.PutAsync(new(), Token), () => bucket.DeleteAsync(Token), () => bucket.Keys.AllAsync(Token), () => bucket.Keys.CreateAsync(new() { Name = "k1", Role = StorageBucketKeyRole.Admin }, Token),
        ];
        foreach (var call in calls)
        {
            var e = await Assert.ThrowsAsync<LxdExtensionMissingException>(call);
            Assert.Equal(("storage_buckets", false, null), (e.Extension, e.WriteMayHaveHappened, e.StatusCode));
            Assert.Contains("Nothing was sent", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Volumes_of_all_projects_are_addressed_in_their_own_whatever_the_view()
    {
        var pool = await CreateAsync("dir");
        await pool.Volumes.CreateAsync(new() { Name = "a?b", Description = "mine" }, Token);
        var found = await Lxd.InProject("no-such").StoragePools.Handle(pool.Name).Volumes.FindAsync(new() { AllProjects = true }, Token);
        var volume = Assert.Single(found, volume => volume.Name == "a?b");
        await volume.SyncAsync(Token);
        Assert.Equal("mine", volume.Description);
    }
}

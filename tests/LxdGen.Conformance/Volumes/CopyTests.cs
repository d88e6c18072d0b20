using System.Text.Json.Nodes;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

/// <summary>Copies and moves within one server.</summary>
public abstract class CopyTests(ITestServer server) : PoolTest(server)
{
    [Theory, ClassData(typeof(Drivers))]
    public async Task A_copy_has_config_description_and_snapshots(string driver)
    {
        var (volume, other) = await VolumeAsync(driver);
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        var copy = await volume.CopyToAsync(other, new() { Name = "copy" }, Token);
        var bare = await volume.CopyToAsync(volume.Pool, new() { Name = "bare", VolumeOnly = true }, Token);

        Assert.Equal((other.Name, "copy", "mine", "1"), (copy.Pool.Name, copy.Name, copy.Description, copy.Config["user.a"]));
        Assert.Equal(["s1"], await copy.Snapshots.NamesAsync(Token));
        Assert.Empty(await bare.Snapshots.NamesAsync(Token));
        Assert.Equal("1", bare.Config["user.a"]);
    }

    [Fact]
    public async Task A_volume_is_not_refreshed_from_itself_whichever_project_it_is_reached_by()
    {
        var (volume, _) = await VolumeAsync("dir");
        var project = UniqueName("project");
        await CreateProjectAsync(project, hasVolumes: false);
        await using var inside = Lxd.InProject(project);
        var same = inside.StoragePools.Handle(volume.Pool.Name).Volumes.Handle(volume.Type, volume.Name);

        var error = await Assert.ThrowsAsync<ArgumentException>(() => volume.RefreshAsync(same, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => volume.StartRefreshAsync(volume, cancellationToken: Token));

        Assert.Equal("copy", error.ParamName);
        await DeleteProjectAsync(project);
    }

    [Fact]
    public async Task Edits_that_were_not_saved_are_neither_copied_nor_lost()
    {
        var (volume, other) = await VolumeAsync("dir");
        volume.Description = "edited";
        var copy = await volume.CopyToAsync(other, cancellationToken: Token);
        Assert.Equal(("mine", "edited", true), (copy.Description, volume.Description, volume.IsDirty));
    }

    [Fact]
    public async Task A_moved_volume_is_where_it_was_moved_to_and_nowhere_else()
    {
        var (volume, other) = await VolumeAsync("dir");
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);

        var moved = await volume.MoveToAsync(other, new() { Name = "moved" }, Token);

        Assert.Equal((other.Name, "moved", "mine"), (moved.Pool.Name, moved.Name, moved.Description));
        Assert.Equal(["s1"], await moved.Snapshots.NamesAsync(Token));
        Assert.Empty(await volume.Pool.Volumes.AllAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.SyncAsync(Token));
    }

    [Fact]
    public async Task A_move_that_would_lose_backups_is_refused_until_it_is_allowed()
    {
        var (volume, other) = await VolumeAsync("dir");
        await volume.Backups.CreateAsync(new() { Name = "b1" }, Token);

        var error = await Assert.ThrowsAsync<LxdConflictException>(() => volume.MoveToAsync(other, cancellationToken: Token));
        Assert.Contains("b1", error.Message, StringComparison.Ordinal);
        var renamed = await volume.MoveToAsync(volume.Pool, new() { Name = "v2" }, Token);
        Assert.Equal(["b1"], await renamed.Backups.NamesAsync(Token));
        Assert.Empty(await (await renamed.MoveToAsync(other, new() { DropBackups = true }, Token)).Backups.NamesAsync(Token));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_a_conflict_and_leaves_both_alone()
    {
        var (volume, other) = await VolumeAsync("dir");
        await other.Volumes.CreateAsync(new() { Name = "v1", Description = "theirs" }, Token);

        await Assert.ThrowsAsync<LxdConflictException>(() => volume.CopyToAsync(other, cancellationToken: Token));
        await Assert.ThrowsAsync<LxdConflictException>(() => volume.MoveToAsync(other, cancellationToken: Token));
        await volume.SyncAsync(Token);
        Assert.Equal("theirs", (await other.Volumes.GetAsync(StorageVolumeType.Custom, "v1", Token)).Description);
    }

    [Fact]
    public async Task A_refresh_that_would_delete_snapshots_is_refused_and_names_them_until_it_is_allowed()
    {
        var (volume, other) = await VolumeAsync("dir");
        await volume.Snapshots.CreateAsync("s1", cancellationToken: Token);
        var copy = await volume.CopyToAsync(other, cancellationToken: Token);
        await copy.Snapshots.CreateAsync("only-here", cancellationToken: Token);
        await volume.Snapshots.CreateAsync("s2", cancellationToken: Token);

        var error = await Assert.ThrowsAsync<LxdConflictException>(() => volume.RefreshAsync(copy, cancellationToken: Token));
        Assert.Contains("only-here", error.Message, StringComparison.Ordinal);
        Assert.Equal(["only-here", "s1"], (await copy.Snapshots.NamesAsync(Token)).Order());

        await volume.RefreshAsync(copy, new() { DeleteExtraSnapshots = true }, Token);
        Assert.Equal(["s1", "s2"], (await copy.Snapshots.NamesAsync(Token)).Order());
        await Assert.ThrowsAsync<LxdNotFoundException>(() => volume.RefreshAsync(other.Volumes.Handle(StorageVolumeType.Custom, "none"), cancellationToken: Token));
    }

    [Fact]
    public async Task A_copy_that_was_begun_can_be_waited_for()
    {
        var (volume, other) = await VolumeAsync("dir");
        var operation = await volume.StartCopyToAsync(other, new() { Name = "v2" }, Token);
        await operation.WaitAsync(cancellationToken: Token);
        Assert.True(await other.Volumes.ExistsAsync(StorageVolumeType.Custom, "v2", Token));
    }

    [Fact]
    public async Task Volumes_move_between_projects()
    {
        var (volume, other) = await VolumeAsync("dir");
        var project = UniqueName("project");
        await CreateProjectAsync(project);
        await using var inside = Lxd.InProject(project);

        var copy = await volume.CopyToAsync(inside.StoragePools.Handle(other.Name), new() { Name = "v2" }, Token);
        Assert.Equal(project, copy.Project);
        var moved = await volume.MoveToAsync(inside.StoragePools.Handle(volume.Pool.Name), cancellationToken: Token);

        Assert.Equal((project, "mine"), (moved.Project, moved.Description));
        Assert.Empty(await volume.Pool.Volumes.AllAsync(Token));
        await moved.DeleteAsync(Token);
        await copy.DeleteAsync(Token);
        await DeleteProjectAsync(project);
    }

    [Fact]
    public async Task A_deleted_pool_is_no_target_even_if_another_has_its_name()
    {
        var (volume, other) = await VolumeAsync("dir");
        await other.DeleteAsync(Token);
        var again = await CreateNamedAsync(other.Name, "dir");

        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.MoveToAsync(other, cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => volume.StartCopyToAsync(other, cancellationToken: Token));

        await volume.SyncAsync(Token);
        Assert.Empty(await again.Volumes.AllAsync(Token));
    }

    [Fact]
    public async Task In_a_project_a_snapshot_is_not_taken_for_one_whose_name_begins_the_same()
    {
        var project = UniqueName("project");
        var (volume, _) = await VolumeAsync("dir");
        await CreateProjectAsync(project);
        await using var inside = Lxd.InProject(project);
        var source = await inside.StoragePools.Handle(volume.Pool.Name).Volumes.CreateAsync(new() { Name = "v2" }, Token);
        var copy = await source.CopyToAsync(source.Pool, new() { Name = "v3" }, Token);
        await source.Snapshots.CreateAsync("s", cancellationToken: Token);
        await copy.Snapshots.CreateAsync($"s?project={project}", cancellationToken: Token);

        Assert.Equal([$"s?project={project}"], await copy.Snapshots.NamesAsync(Token));
        await Assert.ThrowsAsync<LxdConflictException>(() => source.RefreshAsync(copy, cancellationToken: Token));

        await source.DeleteAsync(Token);
        await copy.DeleteAsync(Token);
        await DeleteProjectAsync(project);
    }

    private async Task<(StorageVolume Volume, StoragePool Other)> VolumeAsync(string driver)
    {
        var pool = await CreateAsync(driver);
        var volume = await pool.Volumes.CreateAsync(new() { Name = "v1", Description = "mine", Config = { ["user.a"] = "1" } }, Token);
        return (volume, await CreateAsync("dir"));
    }

    private Task<JsonNode> CreateProjectAsync(string name, bool hasVolumes = true) =>
        LxdSocket.SendAsync(SocketPath, HttpMethod.Post, "/1.0/projects", new() { ["name"] = name, ["config"] = new JsonObject { ["features.storage.volumes"] = hasVolumes ? "true" : "false" } });

    private Task<JsonNode> DeleteProjectAsync(string name) => LxdSocket.SendAsync(SocketPath, HttpMethod.Delete, $"/1.0/projects/{name}");
}

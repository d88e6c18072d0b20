using Library;
using Library.Raw;
using LxdGen.Raw;

namespace LxdGen.Generator.Tests.Behaviour;

/// <summary>Objects that belong to others: whose path parameters are sent, what they are called, and how they are renamed.</summary>
public sealed class ParentTests : IBoxesClient, IFoldersClient, ISheetsClient
{
    private readonly List<string> _calls = [];
    private readonly Box _box;

    public ParentTests() => _box = new Box(this, new BoxKind("card board"), "b1");

    public LxdPipeline Pipeline { get; } = LxdClient.ConnectLocal(new() { Project = "x" }).Pipeline;

    [Fact]
    public async Task Values_come_from_the_parent_and_from_its_parent()
    {
        var folder = new Folder(this, _box, "f1");
        var sheet = new Sheet(this, folder);
        await sheet.SyncAsync();
        Assert.Equal(["GET card board b1 f1 sheet"], _calls);
        Assert.Equal("Sheet 'card board/b1/f1'", sheet.ToString());
        Assert.Same(_box, sheet.Folder.Box);
    }

    [Fact]
    public async Task A_map_that_nothing_takes_can_only_be_read()
    {
        var sheet = new Sheet(this, new Folder(this, _box, "f1"));
        await sheet.SyncAsync();
        Assert.Equal("v", sheet.Notes["k"]);
        Assert.Equal(typeof(IReadOnlyDictionary<string, string>), typeof(Sheet).GetProperty("Notes")!.PropertyType);
    }

    [Fact]
    public async Task A_collection_sends_what_its_parent_supplies_and_keeps_its_own_parts()
    {
        var folders = new FolderCollection(this, _box);
        Assert.Equal(["f1"], (await folders.AllAsync()).Select(folder => folder.Name));
        Assert.Equal(["f1"], await folders.NamesAsync());
        Assert.Equal("f2", (await folders.CreateAsync("f2")).Name);
        Assert.Equal(["LIST card board b1", "URLS card board b1", "CREATE card board b1 f2", "GET card board b1 f2"], _calls);
    }

    [Fact]
    public async Task Names_of_a_project_are_read_whole_since_the_query_that_names_it_could_be_part_of_one()
    {
        Assert.Equal(["b1"], await new BoxCollection(this, new BoxKind("card")).NamesAsync());
        Assert.Equal(["URLS card", "LIST card"], _calls);
    }

    [Fact]
    public async Task A_renamed_object_is_found_under_its_new_name_by_its_children_too()
    {
        var folder = new Folder(this, _box, "f1");
        await _box.RenameAsync("b2");
        await folder.SyncAsync();
        Assert.Equal("b2", _box.Name);
        Assert.Equal(["POST card board b1 b2", "GET card board b2", "GET card board b2 f1"], _calls);
    }

    [Fact]
    public async Task What_belongs_to_a_deleted_object_is_deleted_with_it_and_sends_nothing()
    {
        var folders = new FolderCollection(this, _box);
        var sheet = new Sheet(this, folders.Handle("f1"));
        await _box.DeleteAsync();
        Assert.True(sheet.IsDeleted);
        Assert.Equal(["DELETE card board b1"], _calls);
        await Assert.ThrowsAsync<InvalidOperationException>(() => sheet.SyncAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => folders.AllAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => folders.NamesAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => folders.CreateAsync("f2"));
        Assert.Single(_calls);
    }

    [Fact]
    public async Task What_is_posted_raw_changes_nothing_here()
    {
        await _box.RawPostAsync(new BoxesPost { Name = "b3" });
        Assert.Equal(["POST card board b1 b3"], _calls);
        Assert.Equal(("b1", true), (_box.Name, _box.IsStale));
        await Assert.ThrowsAsync<NotSupportedException>(() => new Folder(this, _box, "f1").RenameAsync("f2"));
    }

    Task<LxdReply<IReadOnlyList<BoxData>>> IBoxesClient.ListAsync(string kind, string? project, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<BoxData>>($"LIST {kind}", [new BoxData { Name = "b1" }]);

    Task<LxdReply<IReadOnlyList<string>>> IBoxesClient.ListUrlsAsync(string kind, string? project, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<string>>($"URLS {kind}", [$"/1.0/boxes/{kind}/b1?project=x"]);

    Task<LxdReply> IBoxesClient.CreateAsync(string kind, BoxesPost body, string? project, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<LxdReply<BoxData>> IBoxesClient.GetAsync(string kind, string boxName, string? project, string? target, CancellationToken cancellationToken) =>
        Answer($"GET {kind} {boxName}", new BoxData { Name = boxName });

    Task<LxdReply> IBoxesClient.PostAsync(string kind, string boxName, BoxesPost body, string? project, CancellationToken cancellationToken) =>
        Done($"POST {kind} {boxName} {body.Name}");

    Task<LxdReply> IBoxesClient.DeleteAsync(string kind, string boxName, string? project, string? target, CancellationToken cancellationToken) =>
        Done($"DELETE {kind} {boxName}");

    Task<LxdReply<IReadOnlyList<FolderData>>> IFoldersClient.ListAsync(string kind, string boxName, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<FolderData>>($"LIST {kind} {boxName}", [new FolderData { Name = $"{boxName}/f1" }]);

    Task<LxdReply<IReadOnlyList<string>>> IFoldersClient.ListUrlsAsync(string kind, string boxName, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<string>>($"URLS {kind} {boxName}", [$"/1.0/boxes/{kind}/{boxName}/folders/f1"]);

    Task<LxdReply> IFoldersClient.CreateAsync(string kind, string boxName, FoldersPost body, CancellationToken cancellationToken) =>
        Done($"CREATE {kind} {boxName} {body.Name}");

    Task<LxdReply<FolderData>> IFoldersClient.GetAsync(string kind, string boxName, string folderName, CancellationToken cancellationToken) =>
        Answer($"GET {kind} {boxName} {folderName}", new FolderData { Name = folderName });

    Task<LxdReply> IFoldersClient.PostAsync(string kind, string boxName, string folderName, FoldersPost body, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<LxdReply<SheetData>> ISheetsClient.GetAsync(string kind, string boxName, string folderName, CancellationToken cancellationToken) =>
        Answer($"GET {kind} {boxName} {folderName} sheet", new SheetData { Notes = { ["k"] = "v" } });

    private Task<LxdReply<T>> Answer<T>(string call, T value)
    {
        _calls.Add(call);
        return Task.FromResult(new LxdReply<T>(value));
    }

    private Task<LxdReply> Done(string call)
    {
        _calls.Add(call);
        return Task.FromResult(new LxdReply());
    }
}

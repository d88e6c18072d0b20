using Library;

namespace LxdGen.Generator.Tests.Behaviour;

/// <summary>Whether edits in a map of maps are found, sent, and kept beside those of others.</summary>
public sealed class NestedMapTests : IAsyncLifetime
{
    private readonly FakeShelvesClient _client = new() { Shelf = Has(Left, ("right", "width=50")) };
    private readonly Shelf _shelf;

    public NestedMapTests() => _shelf = new Shelf(_client, "city", "attic", "top");

    private static (string, string) Left => ("left", "colour=red width=30");

    public async ValueTask InitializeAsync() => await _shelf.SyncAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Edits_inside_are_listed_by_key_and_maps_that_appear_or_go_as_a_whole()
    {
        _shelf.Sections["left"]["colour"] = "blue";
        _shelf.Sections["left"].Remove("width");
        _shelf.Sections.Remove("right");
        _shelf.Sections["top"] = new Dictionary<string, string> { ["width"] = "10" };
        _shelf.Sections["void"] = new LxdConfig();

        Assert.Equal(
            ["sections.left.colour: 'red' -> 'blue'", "sections.left.width: '30' -> (none)", "sections.right: { width=50 } -> (none)", "sections.top: (none) -> { width=10 }", "sections.void: (none) -> {  }"],
            _shelf.Changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Setting_what_is_there_already_is_no_edit()
    {
        _shelf.Sections["left"] = new Dictionary<string, string> { ["width"] = "30", ["colour"] = "red" };
        _shelf.Sections = new Dictionary<string, IDictionary<string, string>>(_shelf.Sections);

        Assert.False(_shelf.IsDirty);
    }

    [Fact]
    public void A_map_that_is_put_in_is_copied()
    {
        var mine = new Dictionary<string, string> { ["width"] = "10" };
        _shelf.Sections["top"] = mine;
        _shelf.Sections.Add("under", _shelf.Sections["top"]);
        mine["width"] = "20";
        _shelf.Sections["under"]["width"] = "5";

        Assert.Equal("10", _shelf.Sections["top"]["width"]);
    }

    [Fact]
    public void A_change_stays_what_it_was_when_it_was_found()
    {
        _shelf.Sections["top"] = new LxdConfig { ["width"] = "10" };
        var changes = _shelf.Changes;
        _shelf.Sections["top"]["width"] = "20";

        Assert.Equal("sections.top: (none) -> { width=10 }", Assert.Single(changes).ToString());
    }

    [Fact]
    public void Nulls_are_refused_and_change_nothing()
    {
        Assert.Throws<ArgumentNullException>(() => _shelf.Sections = null!);
        Assert.Throws<ArgumentNullException>(() => _shelf.Sections["top"] = null!);
        Assert.Throws<ArgumentNullException>(() => _shelf.Sections["left"]["colour"] = null!);
        Assert.Throws<ArgumentNullException>(() => _shelf.Sections["left"] = new Dictionary<string, string> { ["colour"] = null! });
        Assert.Throws<ArgumentNullException>(() => _shelf.Sections = new Dictionary<string, IDictionary<string, string>> { ["top"] = null! });

        Assert.False(_shelf.IsDirty);
    }

    [Fact]
    public async Task Save_sends_all_maps_and_takes_the_edits_for_saved()
    {
        _shelf.Sections["left"]["colour"] = "blue";
        await _shelf.SaveAsync();

        AssertSections(_client.Body!.Sections, ("left", "colour=blue width=30"), ("right", "width=50"));
        Assert.False(_shelf.IsDirty);
    }

    [Theory]
    [InlineData("left: colour=green width=30 depth=9", "left: colour=blue width=30 depth=9")] // Theirs beside ours.
    [InlineData("", "left: colour=blue width=30")] // Not a part of it.
    public async Task Sync_keeps_an_edited_map_under_what_others_did_to_it(string theirs, string merged)
    {
        var left = _shelf.Sections["left"];
        left["colour"] = "blue";
        _client.Shelf = Has(Parse(theirs));
        await _shelf.SyncAsync();

        AssertSections(_shelf.Sections, Parse(merged));
    }

    [Fact]
    public async Task Sync_keeps_what_was_added_and_removed_and_takes_what_others_did_elsewhere()
    {
        _shelf.Sections.Remove("right");
        _shelf.Sections["top"] = new LxdConfig { ["width"] = "10" };
        _client.Shelf = Has(("right", "width=70"), ("theirs", "width=1"), ("top", "depth=1"));
        await _shelf.SyncAsync();

        AssertSections(_shelf.Sections, ("theirs", "width=1"), ("top", "width=10"));
        Assert.Equal(["sections.right", "sections.top.depth", "sections.top.width"], _shelf.Changes.Select(change => change.Field));
    }

    [Fact]
    public async Task Maps_that_stay_keep_their_objects()
    {
        var (sections, left) = (_shelf.Sections, _shelf.Sections["left"]);
        _client.Shelf = Has(("left", "colour=green"));
        await _shelf.SyncAsync();
        _shelf.Sections = new Dictionary<string, IDictionary<string, string>> { ["left"] = new LxdConfig { ["width"] = "1" } };
        left["depth"] = "2";

        Assert.Same(sections, _shelf.Sections);
        AssertSections(sections, ("left", "depth=2 width=1"));
    }

    [Fact]
    public async Task Rollback_drops_edits()
    {
        _shelf.Sections["left"]["colour"] = "blue";
        _shelf.Sections.Remove("right");
        await _shelf.RollbackAsync();

        AssertSections(_shelf.Sections, Left, ("right", "width=50"));
    }

    [Fact]
    public async Task Update_edits_what_the_server_has()
    {
        _client.Shelf = Has(("left", "colour=green width=30"));
        await _shelf.UpdateAsync(edited => edited.Sections["left"]["width"] = "31");

        AssertSections(_client.Body!.Sections, ("left", "colour=green width=31"));
    }

    [Fact]
    public async Task Edits_from_many_threads_beside_syncs_are_all_found()
    {
        var edits = Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                _shelf.Sections["left"][$"{thread}.{i}"] = "x";
                _shelf.Sections[$"{thread}.{i}"] = new LxdConfig { ["width"] = "1" };
            }
        }));
        var syncs = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await _shelf.SyncAsync();
        });
        await Task.WhenAll(edits.Append(syncs));

        Assert.Equal(2 * 8 * 200, _shelf.Changes.Count);
    }

    [Fact]
    public void What_PUT_does_not_take_cannot_be_edited()
    {
        _client.Shelf.Neighbours["below"] = new LxdConfig { ["room"] = "cellar" };

        Assert.Equal("cellar", _shelf.Neighbours["below"]["room"]);
        Assert.Throws<NotSupportedException>(() => ((IDictionary<string, string>)_shelf.Neighbours["below"]).Clear());
    }

    private static ShelfData Has(params (string Name, string Values)[] sections)
    {
        var shelf = new ShelfData { Name = "top", Label = "poems", Material = new("oak") };
        foreach (var (name, values) in sections)
            shelf.Sections[name] = values.Split(' ').Select(value => value.Split('=')).ToDictionary(value => value[0], value => value[1]);
        return shelf;
    }

    private static (string, string)[] Parse(string section) => section.Length == 0 ? [] : [(section.Split(": ")[0], section.Split(": ")[1])];

    private static void AssertSections(IDictionary<string, IDictionary<string, string>> sections, params (string Name, string Values)[] expected) =>
        Assert.Equal(
            expected.Select(section => $"{section.Name}: {string.Join(' ', section.Values.Split(' ').Order())}"),
            sections.OrderBy(section => section.Key).Select(section => $"{section.Key}: {string.Join(' ', section.Value.Select(item => $"{item.Key}={item.Value}").Order())}"));
}

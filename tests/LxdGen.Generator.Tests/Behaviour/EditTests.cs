using Library;

namespace LxdGen.Generator.Tests.Behaviour;

/// <summary>Whether edits of a generated model's properties are found, and what saving them sends.</summary>
public sealed class EditTests : IAsyncLifetime
{
    private readonly FakeShelvesClient _client = new();
    private readonly Shelf _shelf;

    public EditTests() => _shelf = new Shelf(_client, "city", "attic", "top");

    public async ValueTask InitializeAsync() => await _shelf.SyncAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Properties_show_what_the_server_sent()
    {
        Assert.Equal(("poems", 30, new ShelfMaterial("oak")), (_shelf.Label, _shelf.Height, _shelf.Material));
        Assert.Equal("red", _shelf.Tags["colour"]);
        Assert.Empty(_shelf.Changes);
    }

    [Fact]
    public void Edits_are_listed_by_their_names_in_JSON()
    {
        _shelf.Label = "novels";
        _shelf.Note = "dusty";
        _shelf.Height = null;
        _shelf.IsLocked = true;
        _shelf.DueAt = DateTimeOffset.UnixEpoch;
        _shelf.Material = new ShelfMaterial("ash");
        _shelf.Tags["colour"] = "blue";
        _shelf.Tags["size"] = "big";

        Assert.Equal(
            ["label", "note", "height", "is_locked", "due_at", "material", "tags.colour", "tags.size"],
            _shelf.Changes.Select(change => change.Field));
        Assert.Contains(new LxdChange("height", 30, null), _shelf.Changes);
        Assert.Contains(new LxdChange("tags.colour", "red", "blue"), _shelf.Changes);
    }

    [Fact]
    public void Setting_what_is_there_already_is_no_edit()
    {
        _shelf.Label = "poems";
        _shelf.Height = 30;
        _shelf.Tags = new Dictionary<string, string> { ["colour"] = "red" };

        Assert.False(_shelf.IsDirty);
    }

    [Fact]
    public void Assigning_a_map_fills_the_one_that_is_there()
    {
        var tags = _shelf.Tags;
        _shelf.Tags = new Dictionary<string, string> { ["size"] = "big" };

        Assert.Same(tags, _shelf.Tags);
        Assert.Equal(["tags.colour", "tags.size"], _shelf.Changes.Select(change => change.Field));
    }

    [Fact]
    public void Null_is_refused_where_GET_never_has_it()
    {
        Assert.Equal("Label", Assert.Throws<ArgumentNullException>(() => _shelf.Label = null!).ParamName);
        Assert.Throws<ArgumentNullException>(() => _shelf.Tags = null!);
        Assert.False(_shelf.IsDirty);
    }

    [Fact]
    public async Task Save_sends_the_whole_object_and_takes_the_edits_for_saved()
    {
        _shelf.Height = 40;
        _client.Calls.Clear();
        await _shelf.SaveAsync();

        Assert.Equal(["GET city attic top", "PUT city attic top e1", "GET city attic top"], _client.Calls);
        Assert.Equal(("poems", 40, "red", null), (_client.Body!.Label, _client.Body.Height, _client.Body.Tags["colour"], _client.Body.Restore));
        Assert.False(_shelf.IsDirty);
    }

    [Fact]
    public void A_field_of_another_verb_makes_no_property_and_an_own_property_replaces_the_generated_one()
    {
        Assert.Null(typeof(Shelf).GetProperty("Restore"));
        Assert.False(_shelf.IsLocked);
    }
}

using Library;

namespace LxdGen.Generator.Tests.Behaviour;

/// <summary>What the verbs of a generated model call, and whether its three path parameters arrive in their order.</summary>
public sealed class VerbTests
{
    private const string Get = "GET city attic top";

    private readonly FakeShelvesClient _client = new();
    private readonly Shelf _shelf;

    public VerbTests() => _shelf = new Shelf(_client, "city", "attic", "top");

    [Fact]
    public void Nothing_is_called_before_the_first_verb()
    {
        Assert.Empty(_client.Calls);
        Assert.False(_shelf.IsLoaded);
        Assert.Throws<InvalidOperationException>(() => _shelf.Height);
        Assert.Equal("Shelf 'city/attic/top' (not read yet)", _shelf.ToString());
    }

    [Fact]
    public Task Sync_gets() => Calls(shelf => shelf.SyncAsync(), Get);

    [Fact]
    public Task Rollback_gets() => Calls(shelf => shelf.RollbackAsync(), Get);

    [Fact]
    public Task Put_where_the_ETag_does_not_cover_all_fields_looks_first_puts_with_the_ETag_and_gets() =>
        Calls(shelf => shelf.PutAsync(new ShelfPut { Label = "poems", Height = 40 }), Get, "PUT city attic top e1", Get);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_field_of_a_verb_of_its_own_is_sent_when_it_is_given(bool raw)
    {
        var body = new ShelfPut { Restore = "monday" };

        await (raw ? _shelf.RawPutAsync(body) : _shelf.PutAsync(body));

        Assert.Equal("monday", _client.Body!.Restore);
    }

    [Fact]
    public Task Raw_put_sends_the_ETag_that_it_is_given_and_nothing_else() =>
        Calls(shelf => shelf.RawPutAsync(new ShelfPut(), "e7"), "PUT city attic top e7");

    [Fact]
    public Task Patch_with_everything_that_would_be_wiped_patches_and_gets() =>
        Calls(shelf => shelf.PatchAsync(new ShelfPut { Label = "novels" }), "PATCH city attic top e1", Get);

    [Fact]
    public async Task Patch_fetches_what_would_be_wiped()
    {
        await Calls(shelf => shelf.PatchAsync(new ShelfPut { Height = 40 }), Get, "PATCH city attic top e1", Get);

        Assert.Equal("poems", _client.Body!.Label);
    }

    [Fact]
    public Task Raw_patch_patches_once() => Calls(shelf => shelf.RawPatchAsync(new ShelfPut()), "PATCH city attic top ");

    [Fact]
    public Task Update_gets_puts_and_gets() =>
        Calls(shelf => shelf.UpdateAsync(edited => edited.Height++), Get, "PUT city attic top e1", Get);

    [Fact]
    public async Task Delete_deletes_and_later_calls_throw()
    {
        await Calls(shelf => shelf.DeleteAsync(), "DELETE city attic top");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _shelf.SyncAsync());
    }

    [Fact]
    public async Task A_cancelled_token_reaches_the_state()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _shelf.DeleteAsync(new CancellationToken(canceled: true)));

        Assert.Empty(_client.Calls);
    }

    private async Task Calls(Func<Shelf, Task> verb, params string[] calls)
    {
        await _shelf.SyncAsync();
        _client.Calls.Clear();
        await verb(_shelf);
        Assert.Equal(calls, _client.Calls);
    }
}

using Library;
using Library.Raw;

namespace LxdGen.Generator.Tests.Behaviour;

/// <summary>What a generated collection calls, and which models get one.</summary>
public sealed class CollectionTests
{
    private readonly FakeShelvesClient _client = new();
    private readonly ShelfCollection _shelves;

    public CollectionTests() => _shelves = new ShelfCollection(_client, "city", "attic");

    [Fact]
    public async Task All_lists_whole_objects_that_know_their_address()
    {
        var shelf = Assert.Single(await _shelves.AllAsync());
        await shelf.SyncAsync();

        Assert.Equal(["LIST city attic", "GET city attic top"], _client.Calls);
        Assert.Equal(("city", "attic", "top"), (shelf.LibraryName, shelf.Room, shelf.Name));
    }

    [Fact]
    public async Task Names_come_from_the_URLs_alone()
    {
        Assert.Equal(["top"], await _shelves.NamesAsync());
        Assert.Equal(["URLS city attic"], _client.Calls);
    }

    [Fact]
    public async Task Create_posts_and_gets()
    {
        await _shelves.CreateAsync(new ShelvesPost { Name = "low" });

        Assert.Equal(["POST city attic low", "GET city attic low"], _client.Calls);
    }

    [Fact]
    public void A_model_without_a_listing_or_with_a_constructor_of_its_own_has_no_collection() =>
        Assert.Equal(
            ["Library.BoxCollection", "Library.FolderCollection", "Library.ShelfCollection"],
            typeof(ICardsClient).Assembly.GetTypes().Where(type => type.Name.EndsWith("Collection", StringComparison.Ordinal)).Select(type => type.FullName).Order(StringComparer.Ordinal));

    [Fact]
    public void Members_are_virtual_for_mocks_unless_the_model_is_sealed()
    {
        Assert.All(typeof(Shelf).GetProperties().Where(property => property.Name != "Room"), property => Assert.True(property.GetMethod!.IsVirtual));
        Assert.True(typeof(Desk.Drawer.Card).IsSealed);
    }
}

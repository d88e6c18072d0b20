using LxdGen;
using LxdGen.Raw;

namespace Library.Raw;

public interface IShelvesClient : ILxdRawClient
{
    [LxdEndpoint("GET", "/1.0/libraries/{libraryName}/rooms/{room}/shelves", Extension = "shelves")]
    Task<LxdReply<IReadOnlyList<ShelfData>>> ListAsync(string libraryName, string room, string? filter = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("GET", "/1.0/libraries/{libraryName}/rooms/{room}/shelves", Extension = "shelves")]
    Task<LxdReply<IReadOnlyList<string>>> ListUrlsAsync(string libraryName, string room, string? filter = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("POST", "/1.0/libraries/{libraryName}/rooms/{room}/shelves")]
    Task<LxdReply> CreateAsync(string libraryName, string room, ShelvesPost body, CancellationToken cancellationToken = default);

    [LxdEndpoint("GET", "/1.0/libraries/{libraryName}/rooms/{room}/shelves/{shelfName}")]
    Task<LxdReply<ShelfData>> GetAsync(string libraryName, string room, string shelfName, string? project = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("PUT", "/1.0/libraries/{libraryName}/rooms/{room}/shelves/{shelfName}")]
    Task<LxdReply> PutAsync(string libraryName, string room, string shelfName, ShelfPut body, string? target = null, string? ifMatch = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("PATCH", "/1.0/libraries/{libraryName}/rooms/{room}/shelves/{shelfName}")]
    Task<LxdReply> PatchAsync(string libraryName, string room, string shelfName, ShelfPut body, string? target = null, string? ifMatch = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("DELETE", "/1.0/libraries/{libraryName}/rooms/{room}/shelves/{shelfName}")]
    Task<LxdReply> DeleteAsync(string libraryName, string room, string shelfName, string? target = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("POST", "/1.0/libraries/{libraryName}/rooms/{room}/shelves/{shelfName}")]
    Task<LxdReply> RenameAsync(string libraryName, string room, string shelfName, ShelvesPost body, CancellationToken cancellationToken = default);
}

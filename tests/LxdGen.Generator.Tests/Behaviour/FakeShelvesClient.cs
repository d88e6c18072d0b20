using Library;
using Library.Raw;
using LxdGen.Raw;

namespace LxdGen.Generator.Tests.Behaviour;

/// <summary>A server with one shelf. It writes down each call, and the path parameters as they arrived.</summary>
internal sealed class FakeShelvesClient : IShelvesClient
{
    // Nothing is sent through it: it only lets one writer at a time to an object.
    public LxdPipeline Pipeline { get; } = LxdClient.ConnectLocal().Pipeline;

    public List<string> Calls { get; } = [];

    public ShelfData Shelf { get; set; } = new() { Name = "top", Label = "poems", Height = 30, Material = new("oak"), Tags = { ["colour"] = "red" } };

    public ShelfPut? Body { get; private set; }

    public Task<LxdReply<IReadOnlyList<ShelfData>>> ListAsync(string libraryName, string room, string? filter, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<ShelfData>>($"LIST {libraryName} {room}", [Shelf]);

    public Task<LxdReply<IReadOnlyList<string>>> ListUrlsAsync(string libraryName, string room, string? filter, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<string>>($"URLS {libraryName} {room}", [$"/1.0/libraries/{libraryName}/rooms/{room}/shelves/{Shelf.Name}"]);

    public Task<LxdReply> CreateAsync(string libraryName, string room, ShelvesPost body, CancellationToken cancellationToken) =>
        Done($"POST {libraryName} {room} {body.Name}", body);

    public Task<LxdReply<ShelfData>> GetAsync(string libraryName, string room, string shelfName, string? project, CancellationToken cancellationToken) =>
        Answer($"GET {libraryName} {room} {shelfName}", Shelf);

    public Task<LxdReply> PutAsync(string libraryName, string room, string shelfName, ShelfPut body, string? target, string? ifMatch, CancellationToken cancellationToken) =>
        Done($"PUT {libraryName} {room} {shelfName} {ifMatch}", body);

    public Task<LxdReply> PatchAsync(string libraryName, string room, string shelfName, ShelfPut body, string? target, string? ifMatch, CancellationToken cancellationToken) =>
        Done($"PATCH {libraryName} {room} {shelfName} {ifMatch}", body);

    public Task<LxdReply> DeleteAsync(string libraryName, string room, string shelfName, string? target, CancellationToken cancellationToken) =>
        Done($"DELETE {libraryName} {room} {shelfName}", null);

    public Task<LxdReply> RenameAsync(string libraryName, string room, string shelfName, ShelvesPost body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private Task<LxdReply<T>> Answer<T>(string call, T value)
    {
        Calls.Add(call);
        return Task.FromResult(new LxdReply<T>(value, ETag: "e1"));
    }

    private Task<LxdReply> Done(string call, ShelfPut? body)
    {
        Calls.Add(call);
        Body = body;
        return Task.FromResult(new LxdReply());
    }
}

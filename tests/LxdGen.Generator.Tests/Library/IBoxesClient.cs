using LxdGen;
using LxdGen.Raw;

namespace Library.Raw;

/// <summary>A client whose objects are in projects and on members.</summary>
public interface IBoxesClient : ILxdRawClient
{
    [LxdEndpoint("GET", "/1.0/boxes/{kind}")]
    Task<LxdReply<IReadOnlyList<BoxData>>> ListAsync(string kind, string? project = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("GET", "/1.0/boxes/{kind}")]
    Task<LxdReply<IReadOnlyList<string>>> ListUrlsAsync(string kind, string? project = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("POST", "/1.0/boxes/{kind}")]
    Task<LxdReply> CreateAsync(string kind, BoxesPost body, string? project = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("GET", "/1.0/boxes/{kind}/{boxName}")]
    Task<LxdReply<BoxData>> GetAsync(string kind, string boxName, string? project = null, string? target = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("POST", "/1.0/boxes/{kind}/{boxName}")]
    Task<LxdReply> PostAsync(string kind, string boxName, BoxesPost body, string? project = null, CancellationToken cancellationToken = default);

    [LxdEndpoint("DELETE", "/1.0/boxes/{kind}/{boxName}")]
    Task<LxdReply> DeleteAsync(string kind, string boxName, string? project = null, string? target = null, CancellationToken cancellationToken = default);
}

public interface IFoldersClient : ILxdRawClient
{
    [LxdEndpoint("GET", "/1.0/boxes/{kind}/{boxName}/folders")]
    Task<LxdReply<IReadOnlyList<FolderData>>> ListAsync(string kind, string boxName, CancellationToken cancellationToken = default);

    [LxdEndpoint("GET", "/1.0/boxes/{kind}/{boxName}/folders")]
    Task<LxdReply<IReadOnlyList<string>>> ListUrlsAsync(string kind, string boxName, CancellationToken cancellationToken = default);

    [LxdEndpoint("POST", "/1.0/boxes/{kind}/{boxName}/folders")]
    Task<LxdReply> CreateAsync(string kind, string boxName, FoldersPost body, CancellationToken cancellationToken = default);

    [LxdEndpoint("GET", "/1.0/boxes/{kind}/{boxName}/folders/{folderName}")]
    Task<LxdReply<FolderData>> GetAsync(string kind, string boxName, string folderName, CancellationToken cancellationToken = default);

    [LxdEndpoint("POST", "/1.0/boxes/{kind}/{boxName}/folders/{folderName}")]
    Task<LxdReply> PostAsync(string kind, string boxName, string folderName, FoldersPost body, CancellationToken cancellationToken = default);
}

public interface ISheetsClient : ILxdRawClient
{
    [LxdEndpoint("GET", "/1.0/boxes/{kind}/{boxName}/folders/{folderName}/sheet")]
    Task<LxdReply<SheetData>> GetAsync(string kind, string boxName, string folderName, CancellationToken cancellationToken = default);
}

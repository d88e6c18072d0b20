using LxdGen;
using LxdGen.Raw;

namespace Library.Raw;

/// <summary>A client without PATCH, DELETE, If-Match and listing.</summary>
public interface ICardsClient : ILxdRawClient
{
    [LxdEndpoint("GET", "/1.0/cards/{number}")]
    Task<LxdReply<CardData>> GetAsync(string number, CancellationToken cancellationToken = default);

    [LxdEndpoint("PUT", "/1.0/cards/{number}")]
    Task<LxdReply> PutAsync(string number, CardData body, CancellationToken cancellationToken = default);
}

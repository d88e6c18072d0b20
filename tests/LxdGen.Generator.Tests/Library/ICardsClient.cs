using LxdGen;
using LxdGen.Models;
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

/// <summary>One DTO for GET and PUT.</summary>
public class CardData
{
    [LxdField("holder")]
    public string Holder { get; set; } = "";

    [LxdField("fines")]
    public decimal Fines { get; set; }

    public IDictionary<string, object?> AdditionalProperties { get; } = new Dictionary<string, object?>();
}

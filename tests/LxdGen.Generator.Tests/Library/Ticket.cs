using Library.Raw;
using LxdGen;

namespace Library.Desks;

/// <summary>A model that declares its constructor and computes its path parameter.</summary>
[LxdModel(typeof(CardData), typeof(CardData), typeof(ICardsClient))]
public partial class Ticket
{
    private readonly int _number;

    public Ticket(ICardsClient client, int number)
    {
        _client = client;
        _number = number;
        _state = new(new Endpoint(this), client.Pipeline);
    }

    [LxdPath("number")]
    private string Number => $"T{_number}";
}

using Library;
using Library.Desks;
using Library.Raw;
using LxdGen.Raw;

namespace LxdGen.Generator.Tests.Behaviour;

/// <summary>A client whose PUT takes no If-Match: the ETag protects nothing there, so saving looks first.</summary>
public sealed class WithoutIfMatchTests
{
    private readonly FakeCardsClient _client = new();
    private readonly Ticket _ticket;

    public WithoutIfMatchTests() => _ticket = new Ticket(_client, 7);

    [Fact]
    public async Task Save_reads_before_it_writes()
    {
        await _ticket.SyncAsync();
        _ticket.Holder = "Ada";
        await _ticket.SaveAsync();

        Assert.Equal(["GET T7", "GET T7", "PUT T7 Ada", "GET T7"], _client.Calls);
    }

    [Fact]
    public async Task Save_refuses_to_overwrite_what_someone_else_has_changed()
    {
        await _ticket.SyncAsync();
        _ticket.Holder = "Ada";
        _client.Card = new CardData { Holder = "Grace" };

        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => _ticket.SaveAsync());
        Assert.Equal(["GET T7", "GET T7"], _client.Calls);
    }

    private sealed class FakeCardsClient : ICardsClient
    {
        public LxdPipeline Pipeline { get; } = LxdClient.ConnectLocal().Pipeline;

        public List<string> Calls { get; } = [];

        public CardData Card { get; set; } = new() { Holder = "Alan" };

        public Task<LxdReply<CardData>> GetAsync(string number, CancellationToken cancellationToken)
        {
            Calls.Add($"GET {number}");
            return Task.FromResult(new LxdReply<CardData>(Card, ETag: "e1"));
        }

        public Task<LxdReply> PutAsync(string number, CardData body, CancellationToken cancellationToken)
        {
            Calls.Add($"PUT {number} {body.Holder}");
            return Task.FromResult(new LxdReply());
        }
    }
}

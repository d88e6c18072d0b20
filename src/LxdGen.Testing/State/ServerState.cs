using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.State;

/// <summary>All that the server knows. Who reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class ServerState
{
    public ServerState(LxdProfile profile, TimeProvider clock, string directory)
    {
        (Profile, Clock, Directory) = (profile, clock, directory);
        Projects = new Projects(profile);
        Events = new EventHub(clock);
        Operations = new OperationTable(this);
    }

    public Lock Gate { get; } = new();

    public LxdProfile Profile { get; }

    public TimeProvider Clock { get; }

    /// <summary>Where a real server would keep its pools.</summary>
    public string Directory { get; }

    public SortedDictionary<string, Pool> Pools { get; } = new(StringComparer.Ordinal);

    public Projects Projects { get; }

    public EventHub Events { get; }

    public OperationTable Operations { get; }

    /// <summary>Ends when the server does.</summary>
    public CancellationToken Stopping { get; init; }

    public Pool Pool(string name) => Pools.GetValueOrDefault(name) ?? throw LxdFailure.NotFound("Storage pool not found");
}

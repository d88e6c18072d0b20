using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;

namespace LxdGen.Testing.State;

/// <summary>All that the server knows. Who reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class ServerState
{
    public ServerState(LxdEmulatorOptions options)
    {
        (Profile, Clock, WaitDialect, Directory) = (options.Profile, options.TimeProvider, options.WaitDialect, options.Directory);
        Members = new Members([.. options.Members]);
        Projects = new Projects(Profile);
        Events = new EventHub(Clock, Members.Self);
        Operations = new OperationTable(this);
    }

    public Members Members { get; }

    public Lock Gate { get; } = new();

    public LxdProfile Profile { get; }

    public TimeProvider Clock { get; }

    public LxdWaitDialect WaitDialect { get; }

    /// <summary>Where a real server would keep its pools.</summary>
    public string Directory { get; }

    public SortedDictionary<string, Pool> Pools { get; } = new(StringComparer.Ordinal);

    public Projects Projects { get; }

    public EventHub Events { get; }

    public OperationTable Operations { get; }

    public RequestLog Requests { get; } = new();

    public LxdFaults Faults { get; } = new();

    /// <summary>Ends when the server does. One that is started again gets another.</summary>
    public CancellationToken Stopping { get; private set; }

    /// <summary>Begins anew, with what is stored and nothing of what was going on.</summary>
    public void Begin(CancellationToken stopping)
    {
        lock (Gate)
        {
            Operations.ForgetAll();
            Stopping = stopping;
        }
    }

    /// <summary>Parts of LXD see no pool that is not made on all members.</summary>
    public Pool CreatedPool(string name) => Pool(name) is { Status: PoolStatus.Created } pool ? pool : throw LxdFailure.NotFound("Storage pool not found");

    public Pool Pool(string name) => Pools.GetValueOrDefault(name) ?? throw LxdFailure.NotFound("Storage pool not found");
}

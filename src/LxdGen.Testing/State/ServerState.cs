using System.Security.Cryptography.X509Certificates;
using LxdGen.Testing.Http;
using LxdGen.Testing.Operations;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.State;

/// <summary>All that the server knows. Who reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class ServerState : IDisposable
{
    private readonly Lazy<X509Certificate2> _certificate = new(ServerCertificate.Create);

    public ServerState(LxdEmulatorOptions options)
    {
        (Profile, Clock, WaitDialect, Directory) = (options.Profile, options.TimeProvider, options.WaitDialect, options.Directory);
        Members = new Members([.. options.Members]);
        Config = new ServerConfig(Members);
        Projects = new Projects(Profile);
        Events = new EventHub(Clock, Members);
        Operations = new OperationTable(this);
        if (Members.IsClustered)
            ListenOn(Members.AddressOf);
    }

    public Members Members { get; }

    public Lock Gate { get; } = new();

    public LxdProfile Profile { get; }

    public TimeProvider Clock { get; }

    public LxdWaitDialect WaitDialect { get; }

    /// <summary>Where a real server would keep its pools.</summary>
    public string Directory { get; }

    public SortedDictionary<string, Pool> Pools { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of all pools.</summary>
    public IEnumerable<Volume> Volumes => Pools.Values.SelectMany(pool => pool.Volumes.Values);

    public Projects Projects { get; private set; }

    public ServerConfig Config { get; }

    /// <summary>Those that its config names.</summary>
    public OtherServers Others { get; private set; } = new();

    public EventHub Events { get; }

    public OperationTable Operations { get; }

    public TrustStore Trust { get; private set; } = new();

    /// <summary>What it is known by, also where it does not listen on HTTPS.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>Where it listens on HTTPS, if it does.</summary>
    public HttpsDoor Https { get; set; } = new(() => throw new InvalidOperationException("It does not run."), _ => Task.CompletedTask);

    /// <summary>Where it is to listen on HTTPS; empty for nowhere. All members of a cluster share one place, which stays.</summary>
    public string HttpsAddress => Members.IsClustered ? Members.HttpsAddress ?? "" : Config.Get(Members.Self, ServerKeys.HttpsAddress);

    /// <summary>Hosts and ports on which clients find a member.</summary>
    public IReadOnlyList<string> HttpsAddressesOf(string member) => Config.AddressOf(member) is { Length: > 0 } address ? ListenAddress.Parse(address).Reachable : [];

    public RequestLog Requests { get; } = new();

    public LxdFaults Faults { get; } = new();

    /// <summary>Whether it has lost its database, without which it tells of itself only.</summary>
    public bool IsLost { get; set; }

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

    /// <summary>Says that it listens there, in a cluster for all members.</summary>
    public void ListenOn(string address)
    {
        lock (Gate)
        {
            Members.HttpsAddress = address;
            ListenOn(_ => address);
        }
    }

    /// <summary>Takes another member out of the cluster, with all that is there.</summary>
    public void Forget(Member member)
    {
        foreach (var pool in Pools.Values)
            pool.Forget(member.Key);
        Members.Remove(member);
    }

    /// <summary>Begins anew as a server that is in no cluster and has nothing but its own config.</summary>
    public void LeaveCluster()
    {
        Config.LeaveCluster(Members.Self);
        Members.Leave();
        Pools.Clear();
        (Projects, Trust, Others) = (new Projects(Profile), new TrustStore(), new OtherServers());
        Operations.ForgetAll();
    }

    public void Dispose()
    {
        if (_certificate.IsValueCreated)
            _certificate.Value.Dispose();
    }

    /// <summary>Parts of LXD see no pool that is not made on all members.</summary>
    public Pool CreatedPool(string name) => Pool(name) is { Status: PoolStatus.Created } pool ? pool : throw LxdFailure.NotFound("Storage pool not found");

    private void ListenOn(Func<string, string> addressOf)
    {
        foreach (var member in Members.Keys)
            Config.ListenOn(member, addressOf(member));
    }

    public Pool Pool(string name) => Pools.GetValueOrDefault(name) ?? throw LxdFailure.NotFound("Storage pool not found");
}

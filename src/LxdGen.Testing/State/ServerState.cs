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

    public ServerConfig Config { get; } = new();

    public EventHub Events { get; }

    public OperationTable Operations { get; }

    public TrustStore Trust { get; } = new();

    /// <summary>What it is known by, also where it does not listen on HTTPS.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>Where it listens on HTTPS, if it does.</summary>
    public HttpsDoor Https { get; set; } = new(() => throw new InvalidOperationException("It does not run."), _ => Task.CompletedTask);

    /// <summary>Hosts and ports on which clients find it.</summary>
    public IReadOnlyList<string> HttpsAddresses => Config.HttpsAddress is { Length: > 0 } address ? ListenAddress.Parse(address).Reachable : [];

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

    /// <summary>Says that it listens there, in a cluster for all members.</summary>
    public void ListenOn(string address)
    {
        lock (Gate)
        {
            Config.ListenOn(address);
            Members.HttpsAddress = address;
        }
    }

    public void Dispose()
    {
        if (_certificate.IsValueCreated)
            _certificate.Value.Dispose();
    }

    /// <summary>Parts of LXD see no pool that is not made on all members.</summary>
    public Pool CreatedPool(string name) => Pool(name) is { Status: PoolStatus.Created } pool ? pool : throw LxdFailure.NotFound("Storage pool not found");

    public Pool Pool(string name) => Pools.GetValueOrDefault(name) ?? throw LxdFailure.NotFound("Storage pool not found");
}

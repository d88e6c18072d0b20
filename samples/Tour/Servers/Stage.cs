using LxdGen;
using LxdGen.Testing;
using Microsoft.Extensions.Logging;

namespace Tour.Servers;

/// <summary>Where the story plays: a server, and the one that volumes move to.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Func<LxdClientOptions, LxdClient> _connect;
    private readonly Func<LxdClientOptions, LxdClient> _connectSecond;
    private readonly IReadOnlyList<LxdEmulator> _owned;

    /// <param name="connect">To the server.</param>
    /// <param name="connectSecond">To the one that volumes move to; null where there is no other at hand.</param>
    /// <param name="owned">What is to be stopped in the end.</param>
    private Stage(Func<LxdClientOptions, LxdClient> connect, Func<LxdClientOptions, LxdClient>? connectSecond = null, params IReadOnlyList<LxdEmulator> owned) =>
        (_connect, _connectSecond, _owned) = (connect, connectSecond ?? connect, owned);

    public string Introduction { get; private init; } = "On a real LXD, in pools of its own, which are removed again.";

    /// <summary>What the pools are called. On a server of others it must be a name that nobody else has.</summary>
    public string PoolName { get; private init; } = $"lxdgen-tour-{Environment.ProcessId}";

    /// <summary>What to call the place that volumes move to.</summary>
    public string SecondPlace { get; private init; } = "the second pool";

    /// <summary>The time there.</summary>
    public TimeProvider Clock { get; private init; } = TimeProvider.System;

    /// <param name="server">What <c>--server</c> says.</param>
    /// <param name="clock">The emulator's, and that of clients of it. On a real LXD it is what it is.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<Stage> OpenAsync(string server, TimeProvider clock, CancellationToken cancellationToken) => server switch
    {
        "emulator" => await OpenEmulatorsAsync(clock, cancellationToken),
        "local" => new Stage(LxdClient.ConnectLocal),
        _ => new Stage(LxcConfig.Find().Remote(server).Connect),
    };

    /// <summary>Plays on two emulators on HTTPS, and stops in the end those that are its own.</summary>
    public static Stage On(LxdEmulator first, LxdEmulator second, TimeProvider clock, params IReadOnlyList<LxdEmulator> owned) =>
        new(options => Connect(first, options), options => Connect(second, options), owned)
        {
            Clock = clock,
            Introduction = "On two emulators, LXDs in this process: nobody's real pools are touched.",
            PoolName = "lxdgen-tour",
            SecondPlace = "the other server",
        };

    public LxdClient Connect(ILoggerFactory log) => _connect(new LxdClientOptions { LoggerFactory = log, TimeProvider = Clock });

    /// <summary>Connects to where volumes move to: another server, or a second pool of the first where there is no other.</summary>
    public LxdClient ConnectSecond(ILoggerFactory log) => _connectSecond(new LxdClientOptions { LoggerFactory = log, TimeProvider = Clock });

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in _owned)
            await emulator.DisposeAsync();
    }

    private static async Task<Stage> OpenEmulatorsAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var first = await LxdEmulator.StartAsync(new() { TimeProvider = clock, HttpsPort = 0 }, cancellationToken);
        try
        {
            var second = await LxdEmulator.StartAsync(new() { TimeProvider = clock, HttpsPort = 0 }, cancellationToken);
            return On(first, second, clock, first, second);
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    private static LxdClient Connect(LxdEmulator emulator, LxdClientOptions options) =>
        emulator.Connect(own => (own.LoggerFactory, own.TimeProvider) = (options.LoggerFactory, options.TimeProvider));
}

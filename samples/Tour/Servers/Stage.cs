using LxdGen;
using LxdGen.Testing;
using Microsoft.Extensions.Logging;

namespace Tour.Servers;

/// <summary>Where the story plays: a server, and the one that volumes move to.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly Func<LxdClientOptions, LxdClient> _connect;
    private readonly IAsyncDisposable? _owned;

    private Stage(Func<LxdClientOptions, LxdClient> connect, IAsyncDisposable? owned = null) => (_connect, _owned) = (connect, owned);

    public string Introduction { get; private init; } = "On a real LXD, in pools of its own, which are removed again.";

    /// <summary>What the pools are called. On a server of others it must be a name that nobody else has.</summary>
    public string PoolName { get; private init; } = $"lxdgen-tour-{Environment.ProcessId}";

    /// <summary>The time there.</summary>
    public TimeProvider Clock { get; private init; } = TimeProvider.System;

    /// <param name="server">What <c>--server</c> says.</param>
    /// <param name="clock">The emulator's, and that of clients of it. On a real LXD it is what it is.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<Stage> OpenAsync(string server, TimeProvider clock, CancellationToken cancellationToken) => server switch
    {
        "emulator" => On(await LxdEmulator.StartAsync(new() { TimeProvider = clock }, cancellationToken), clock, isOwned: true),
        "local" => new Stage(LxdClient.ConnectLocal),
        _ => new Stage(LxcConfig.Find().Remote(server).Connect),
    };

    /// <summary>Plays on an emulator, and stops it in the end if it is its own.</summary>
    public static Stage On(LxdEmulator emulator, TimeProvider clock, bool isOwned) => new(options => Connect(emulator, options), isOwned ? emulator : null)
    {
        Clock = clock,
        Introduction = "On the emulator, an LXD in this process: nobody's real pools are touched.",
        PoolName = "lxdgen-tour",
    };

    public LxdClient Connect(ILoggerFactory log) => _connect(new LxdClientOptions { LoggerFactory = log, TimeProvider = Clock });

    /// <summary>The server that volumes move to: so far the first one, where they go to a second pool.</summary>
    // The emulator has no migration between servers yet, and beside a real LXD there is no other at hand.
#pragma warning disable CA1822 // A second emulator will be a member of this one.
    public LxdClient Second(LxdClient first) => first;
#pragma warning restore CA1822

    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static LxdClient Connect(LxdEmulator emulator, LxdClientOptions options) =>
        emulator.Connect(own => (own.LoggerFactory, own.TimeProvider) = (options.LoggerFactory, options.TimeProvider));
}

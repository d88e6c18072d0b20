using LxdGen.Testing.Api;
using LxdGen.Testing.Seeding;
using LxdGen.Testing.State;

namespace LxdGen.Testing;

/// <summary>What is put on a server. What it names and is there already is changed.</summary>
/// <remarks>To be used within <see cref="LxdEmulator.Seed"/> only, where the server stands still.</remarks>
public sealed class LxdSeed
{
    private readonly ServerState _server;

    internal LxdSeed(ServerState server) => _server = server;

    /// <summary>A storage pool.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="contents">What belongs to it; null for nothing.</param>
    /// <param name="driver">Its driver, <c>dir</c> or <c>btrfs</c>; null for <c>dir</c>, or for whatever a pool that is there has.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">A real server would refuse it.</exception>
    public LxdSeed Pool(string name, Action<LxdPoolSeed>? contents = null, StorageDriver? driver = null)
    {
        if (!_server.Pools.TryGetValue(name, out var pool))
            pool = Create(name, driver?.ToString() ?? PoolDriver.Dir);
        else if (driver is { } wanted && wanted.ToString() != pool.Driver)
            throw new ArgumentException($"The pool '{name}' is there, and its driver is {pool.Driver}.", nameof(driver));
        contents?.Invoke(new LxdPoolSeed(_server, pool));
        return this;
    }

    /// <summary>A project with volumes of its own.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">The name is none of a project.</exception>
    public LxdSeed Project(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Refused.Check(() => State.Project.Require(name));
        if (!_server.Projects.TryGet(name, out _))
            _server.Projects.Add(_server.Projects.New(name));
        return this;
    }

    private Pool Create(string name, string driver)
    {
        Refused.Check(() =>
        {
            PoolCreateApi.Require(name, driver);
            PoolCreateApi.CheckNew(_server, name, driver, []);
        });
        var pool = new Pool(name, driver, _server.Profile, _server.Members) { Status = PoolStatus.Created };
        foreach (var member in _server.Members.Keys)
        {
            var part = new PoolPart();
            part.Create(PoolDriver.Defaults(driver, PoolCreateApi.SourceOf(_server, name, driver)));
            pool.Parts.Add(member, part);
        }

        _server.Pools.Add(name, pool);
        return pool;
    }
}

using LxdGen.Testing.Api;
using LxdGen.Testing.Seeding;
using LxdGen.Testing.State;

namespace LxdGen.Testing;

/// <summary>What belongs to a pool on a server.</summary>
/// <remarks>To be used within <see cref="LxdEmulator.Seed"/> only, where the server stands still.</remarks>
public sealed class LxdPoolSeed
{
    private readonly ServerState _server;
    private readonly Pool _pool;

    internal LxdPoolSeed(ServerState server, Pool pool) => (_server, _pool) = (server, pool);

    /// <summary>Describes it.</summary>
    /// <param name="description">In these words.</param>
    /// <returns>The seed.</returns>
    public LxdPoolSeed Description(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _pool.Description = description;
        return this;
    }

    /// <summary>Sets a config key. Volumes that are made after it take over <c>volume.*</c>. What each member of a cluster has for itself, such as <c>size</c>, is set on all of them.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">A real server would refuse it.</exception>
    public LxdPoolSeed Config(string key, string value)
    {
        Refused.ThrowIf(ConfigRules.CheckPool(_server.Profile, _pool.Driver, [KeyValuePair.Create(key, value)]));
        foreach (var member in _pool.Parts.Keys)
            _pool.SetConfigFor(member, new Dictionary<string, string>(_pool.ConfigFor(member)) { [key] = value });
        return this;
    }

    /// <summary>A volume.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="contents">What is in it; null for nothing.</param>
    /// <param name="type">Its type; null for <see cref="StorageVolumeType.Custom"/>. Others cannot be made by a request.</param>
    /// <param name="contentType">What it holds; null for <see cref="StorageVolumeContentType.Filesystem"/>. A volume that is there keeps what it has.</param>
    /// <param name="project">The project that has it.</param>
    /// <param name="member">The member of the cluster that has it; null for the first.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">A real server would refuse it.</exception>
    public LxdPoolSeed Volume(string name, Action<LxdVolumeSeed>? contents = null, StorageVolumeType? type = null, StorageVolumeContentType? contentType = null, string project = "default", string? member = null)
    {
        Refused.Check(() => VolumeName.Required(name));
        if (!_server.Projects.TryGet(project, out _))
            throw new ArgumentException($"There is no project '{project}'. Seed it first.", nameof(project));
        Refused.Check(() => _server.Members.Known(member ?? _server.Members.Self));
        var key = new VolumeKey(_server.Projects.OfVolumes(project), type?.ToString() ?? VolumeType.Custom, name, member ?? _server.Members.Self);
        if (!VolumeType.IsKnown(key.Type))
            throw new ArgumentException($"'{key.Type}' is no type of a volume.", nameof(type));
        if (!_pool.Volumes.TryGetValue(key, out var volume))
        {
            volume = new Volume(_pool, key, contentType?.ToString() ?? VolumeContent.Filesystem) { CreatedAt = _server.Clock.GetUtcNow() };
            volume.Config = volume.WithDefaults(volume.Config);
            volume.Resize(volume.Config, isNew: true);
            _pool.Volumes.Add(key, volume);
        }

        contents?.Invoke(new LxdVolumeSeed(_server, volume));
        return this;
    }
}

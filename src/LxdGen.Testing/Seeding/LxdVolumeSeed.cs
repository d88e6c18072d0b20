using System.Text;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.Seeding;
using LxdGen.Testing.State;

namespace LxdGen.Testing;

/// <summary>What is in a volume on a server. Snapshots and backups have what was there when they were made.</summary>
/// <remarks>To be used within <see cref="LxdEmulator.Seed"/> only, where the server stands still.</remarks>
public sealed class LxdVolumeSeed
{
    private readonly ServerState _server;
    private readonly Volume _volume;

    internal LxdVolumeSeed(ServerState server, Volume volume) => (_server, _volume) = (server, volume);

    /// <summary>Describes it.</summary>
    /// <param name="description">In these words.</param>
    /// <returns>The seed.</returns>
    public LxdVolumeSeed Description(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _volume.Description = description;
        return this;
    }

    /// <summary>Sets a config key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">A real server would refuse it.</exception>
    public LxdVolumeSeed Config(string key, string value)
    {
        Refused.ThrowIf(ConfigRules.CheckVolume(_server.Profile, _volume.ContentType, _volume.Key.StorageName, [KeyValuePair.Create(key, value)]));
        // Not in place: an operation that has not ended yet may hold on to what is there.
        _volume.Config = new(_volume.Config, StringComparer.Ordinal) { [key] = value };
        _volume.Resize(_volume.Config, isNew: true);
        return this;
    }

    /// <summary>A file.</summary>
    /// <param name="path">Its path in the volume, such as <c>photos/1.jpg</c>.</param>
    /// <param name="contents">What is in it.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">The path leads out of the volume.</exception>
    public LxdVolumeSeed File(string path, ReadOnlySpan<byte> contents)
    {
        VolumeFiles.Write(_volume, path, contents);
        return this;
    }

    /// <inheritdoc cref="File(string, ReadOnlySpan{byte})"/>
    public LxdVolumeSeed File(string path, string contents) => File(path, Encoding.UTF8.GetBytes(contents));

    /// <summary>A snapshot.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expiresAt">When it goes; null for never.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">A real server would refuse the name, or it is taken.</exception>
    public LxdVolumeSeed Snapshot(string name, DateTimeOffset? expiresAt = null)
    {
        Refused.Check(() => RequireName(name));
        if (_volume.Find(name) is not null)
            throw new ArgumentException($"The snapshot '{name}' is there already.", nameof(name));
        _volume.Take(name, expiresAt is { } time ? GoTime.Exact(time) : null, _server.Clock.GetUtcNow());
        return this;
    }

    /// <summary>A backup of the volume and its snapshots.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expiresAt">When it goes; null for never.</param>
    /// <returns>The seed.</returns>
    /// <exception cref="ArgumentException">A real server would refuse the name, or it is taken.</exception>
    public LxdVolumeSeed Backup(string name, DateTimeOffset? expiresAt = null)
    {
        Refused.Check(() => RequireName(name));
        if (_volume.Backups.Exists(backup => backup.Name == name))
            throw new ArgumentException($"The backup '{name}' is there already.", nameof(name));
        _volume.Backups.Add(new Backup
        {
            Name = name,
            CreatedAt = _server.Clock.GetUtcNow(),
            ExpiresAt = expiresAt is { } time ? GoTime.Exact(time) : null,
        });
        _volume.Pool.BackupFiles[BackupPlace.Of(_volume.Key, name)] = InProcess.Pack(VolumeArchive.Write(_volume, volumeOnly: false));
        return this;
    }

    private static void RequireName(string name)
    {
        Api.VolumeName.Required(name);
        if (name.Any(char.IsWhiteSpace))
            throw LxdFailure.BadRequest("Storage name cannot contain white space");
    }
}

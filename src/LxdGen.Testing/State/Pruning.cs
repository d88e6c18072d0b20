using LxdGen.Testing.Http;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.State;

/// <summary>Deletes what has expired: snapshots every minute, backups every hour, as LXD does.</summary>
internal sealed class Pruning : IDisposable
{
    private readonly ServerState _server;
    private readonly ITimer _snapshots;
    private readonly ITimer _backups;

    public Pruning(ServerState server)
    {
        _server = server;
        _snapshots = Every(TimeSpan.FromMinutes(1), DeleteSnapshots);
        _backups = Every(TimeSpan.FromHours(1), DeleteBackups);
    }

    public void Dispose()
    {
        _snapshots.Dispose();
        _backups.Dispose();
    }

    private void DeleteSnapshots(Volume volume)
    {
        foreach (var snapshot in volume.Snapshots.Where(snapshot => IsOver(snapshot.ExpiresAt)).ToList())
        {
            volume.Remove(snapshot);
            _server.Events.Send("storage-volume-snapshot-deleted", $"{volume.StorageUrl}/snapshots/{GoUrl.Escape(snapshot.Name)}{volume.ProjectQuery}", volume.Key.Project, Requestor.Local, location: volume.Key.Member);
        }
    }

    private void DeleteBackups(Volume volume)
    {
        foreach (var backup in volume.Backups.Where(backup => IsOver(backup.ExpiresAt)).ToList())
            volume.Remove(backup);
    }

    private bool IsOver(string? time) => time is not null && GoTime.Instant(time) <= _server.Clock.GetUtcNow();

    private ITimer Every(TimeSpan period, Action<Volume> delete) => _server.Clock.CreateTimer(
        _ =>
        {
            lock (_server.Gate)
            {
                foreach (var volume in _server.Volumes)
                    delete(volume);
            }
        },
        null,
        period,
        period);
}

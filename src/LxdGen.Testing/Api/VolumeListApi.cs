using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Lists of volumes, in which snapshots are too.</summary>
internal static class VolumeListApi
{
    private const string Everywhere = "storage_volumes_all";

    // With two or three words of config and a description.
    private const int SizeOfOne = 256;

    public static IEnumerable<Route> Routes =>
    [
        Route.For("GET", "/1.0/storage-pools/{poolName}/volumes", call => List(call, null)),
        Route.For("GET", "/1.0/storage-pools/{poolName}/volumes/{type}", call => List(call, call["type"])),
        Route.For("GET", "/1.0/storage-volumes", call => ListAll(call, null), Everywhere),
        Route.For("GET", "/1.0/storage-volumes/{type}", call => ListAll(call, call["type"]), Everywhere),
    ];

    private static Reply List(Call call, string? type)
    {
        call.GoToTarget();
        RequireKnown(call, type);
        var filter = VolumeFilter.Parse(call.Query("filter"));
        var pool = call.Server.Pool(call["poolName"]);
        return Write(call, [pool], type, ProjectOf(call), filter);
    }

    private static Reply ListAll(Call call, string? type)
    {
        call.GoToTarget();
        RequireKnown(call, type);
        return Write(call, call.Server.Pools.Values, type, ProjectOf(call), VolumeFilter.Parse(call.Query("filter")));
    }

    private static void RequireKnown(Call call, string? type)
    {
        if (type is not null)
            Address.KnownType(call);
    }

    private static Reply Write(Call call, IReadOnlyCollection<Pool> pools, string? type, string? project, VolumeFilter? filter)
    {
        var (isRecursive, target, isUsed) = (call.IsRecursive, call.TargetKey, ServerVolumes.Used(call));
        return Reply.Value(writer =>
        {
            writer.WriteStartArray();
            foreach (var pool in pools)
            {
                foreach (var (key, volume) in pool.Volumes)
                {
                    if (IsOf(key.Type, type) && IsOf(key.Project, project) && IsOf(key.Member, target))
                        Write(writer, volume, isRecursive, filter, isUsed);
                }
            }

            writer.WriteEndArray();
        }, size: SizeOfOne * pools.Sum(pool => pool.Volumes.Count));
    }

    private static bool IsOf(string value, string? asked) => asked is null || value == asked;

    private static void Write(Utf8JsonWriter writer, Volume volume, bool isRecursive, VolumeFilter? filter, Func<Volume, bool> isUsed)
    {
        if (filter is null || filter.Matches(volume, volume.Key.Name, volume.Description, volume.Config))
        {
            if (isRecursive)
                volume.Write(writer, isUsed(volume));
            else
                writer.WriteStringValue(volume.ListedUrl);
        }

        foreach (var snapshot in volume.Snapshots)
        {
            if (filter is not null && !filter.Matches(volume, $"{volume.Key.Name}/{snapshot.Name}", snapshot.Description, snapshot.Config))
                continue;
            if (isRecursive)
                volume.Write(writer, snapshot);
            else
                writer.WriteStringValue(volume.ListedUrlOf(snapshot));
        }
    }

    /// <summary>The project whose volumes are listed; null for all.</summary>
    private static string? ProjectOf(Call call)
    {
        if (call.IsOfAllProjects && call.Query("project") is { Length: > 0 })
            throw LxdFailure.BadRequest("Cannot specify a project when requesting all projects");
        if (call.IsOfAllProjects)
            return null;
        return call.Server.Projects.TryGet(call.Project, out _) ? call.Server.Projects.OfVolumes(call.Project) : throw LxdFailure.NotFound("Project not found");
    }
}

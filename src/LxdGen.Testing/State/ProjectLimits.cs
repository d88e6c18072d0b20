using System.Globalization;
using System.Text.Json;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.State;

/// <summary>The limits of a project. As there are no instances, only that of the disk is ever reached, by the sizes of volumes.</summary>
internal sealed class ProjectLimits(ServerState server, Project project)
{
    private const string Disk = "limits.disk";

    private static readonly string[] All = ["limits.containers", "limits.cpu", Disk, "limits.instances", "limits.memory", "limits.networks", "limits.processes", "limits.virtual-machines"];

    private IEnumerable<Volume> Volumes => server.Volumes.Where(volume => volume.Key.Project == project.Name);

    private IEnumerable<(string Name, IReadOnlyDictionary<string, string> Config)> Sizes => Volumes.Select(volume => (volume.Key.Name, (IReadOnlyDictionary<string, string>)volume.Config));

    private string DiskLimit => project.Config.GetValueOrDefault(Disk, "");

    /// <summary>Refuses a volume that is too much. What it takes over from its pool or its source does not count.</summary>
    public void RequireRoomFor(string name, IReadOnlyDictionary<string, string> config) => Require(Sizes.Append((name, config)), "creation");

    /// <summary>Refuses the new config of a volume. LXD takes those of its name in other pools for the same.</summary>
    public void RequireRoomForChange(string name, IReadOnlyDictionary<string, string> config) =>
        Require(Sizes.Select(volume => volume.Name == name ? (name, config) : volume), "update");

    /// <summary>Refuses new limits that are exceeded already.</summary>
    public void RequireRoomUnder(IReadOnlyDictionary<string, string> config)
    {
        if (config.GetValueOrDefault(Disk, "") == DiskLimit && config.ContainsKey(Disk) == project.Config.ContainsKey(Disk))
            return;
        var used = Sum(Sizes);
        if (config.GetValueOrDefault(Disk) is { Length: > 0 } limit && Parse(limit) < used)
            throw LxdFailure.Internal($"\"{Disk}\" is too low: current total is \"{ByteSize.Describe(used)}\"");
    }

    /// <summary>Refuses a file that is more than there is room for.</summary>
    public void RequireRoomForFile(long length)
    {
        if (DiskLimit.Length > 0 && Math.Max(0, Parse(DiskLimit) - Sum(Sizes)) is var room && length > room)
            throw LxdFailure.Internal(string.Create(CultureInfo.InvariantCulture, $"reached {length} bytes, exceeding quota of {room}"));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("resources");
        foreach (var key in All)
        {
            writer.WriteStartObject(key["limits.".Length..]);
            writer.WriteNumber("Limit", project.Config.TryGetValue(key, out var limit) ? Parse(limit) : -1);
            writer.WriteNumber("Usage", key == Disk ? Sum(Sizes.Where(volume => volume.Config.ContainsKey("size"))) : 0);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void Require(IEnumerable<(string Name, IReadOnlyDictionary<string, string> Config)> volumes, string what)
    {
        if (DiskLimit.Length == 0)
            return;
        long used;
        try
        {
            used = Sum(volumes);
        }
        catch (LxdFailure failure)
        {
            throw LxdFailure.Internal($"Failed checking if volume {what} allowed: Failed getting usage of project entities: {failure.Message}");
        }

        if (used > Parse(DiskLimit))
            throw LxdFailure.Internal($"Failed checking if volume {what} allowed: Reached maximum aggregate value \"{DiskLimit}\" for \"{Disk}\" in project \"{project.Name}\"");
    }

    private long Sum(IEnumerable<(string Name, IReadOnlyDictionary<string, string> Config)> volumes)
    {
        long sum = 0;
        foreach (var (name, config) in volumes)
        {
            if (!config.TryGetValue("size", out var size))
                throw LxdFailure.Internal($"Custom volume {GoString.Quote(name)} in project \"{project.Name}\" has no \"size\" config set");
            if (size.Length > 0 && ByteSize.Complaint(size) is { } fault)
                throw LxdFailure.Internal($"Parse \"size\" for custom volume {GoString.Quote(name)} in project \"{project.Name}\": {fault}");
            sum = unchecked(sum + Parse(size));
        }

        return sum;
    }

    private static long Parse(string size) => ByteSize.TryParse(size, out var parsed) ? parsed : 0;
}

using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Names of volumes: which are refused, and how a missing one is told.</summary>
internal static class VolumeName
{
    public static string Required(string? name)
    {
        if (string.IsNullOrEmpty(name))
            throw LxdFailure.BadRequest("No name provided");
        if (name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.BadRequest("Storage volume names may not contain slashes");
        return name;
    }

    public static string Missing(VolumeKey key, string pool) =>
        $"Storage volume {GoString.Quote(key.Name)} in project \"{key.Project}\" of type \"{key.Type}\" does not exist on pool \"{pool}\"";
}

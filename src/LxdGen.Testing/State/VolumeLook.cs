namespace LxdGen.Testing.State;

/// <summary>All that can change in what is told of a volume. Its config is never changed but replaced, so it is equal to itself only.</summary>
internal readonly record struct VolumeLook(Pool Pool, VolumeKey Key, string Description, IReadOnlyDictionary<string, string> Config, bool IsUsedByServer);

using LxdGen.Testing.State;

namespace LxdGen.Testing.Migration;

/// <summary>What is sent at a time: a volume, or a snapshot of one.</summary>
/// <param name="Name">The name on the server's disk.</param>
/// <param name="Path">Where a real server would have it.</param>
/// <param name="Folder">What is in it.</param>
internal sealed record VolumePart(string Name, string Path, DiskFolder Folder);

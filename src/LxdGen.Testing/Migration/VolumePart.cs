using System.Collections.Immutable;

namespace LxdGen.Testing.Migration;

/// <summary>What is sent at a time: a volume, or a snapshot of one.</summary>
/// <param name="Name">The name on the server's disk.</param>
/// <param name="Path">Where a real server would have it.</param>
/// <param name="Files">What is in it.</param>
/// <param name="BlockSize">How large it is, if it is a block device.</param>
internal sealed record VolumePart(string Name, string Path, ImmutableSortedDictionary<string, byte[]> Files, long BlockSize);

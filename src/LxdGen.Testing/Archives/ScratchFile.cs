namespace LxdGen.Testing.Archives;

/// <summary>A file for programs that cannot do with a stream.</summary>
internal sealed class ScratchFile : IDisposable
{
    public ScratchFile(byte[] contents) => File.WriteAllBytes(Path, contents);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lxdgen-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(Path);
}

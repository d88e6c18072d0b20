namespace LxdGen.Benchmarks.Processes;

/// <summary>tests/LxdGen.AotSmoke as native code, published when it is first asked for.</summary>
internal sealed class NativeProgram : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen-native-");
    private readonly Lazy<string> _path;

    public NativeProgram() => _path = new(Publish);

    public string Path => _path.Value;

    public void Dispose() => _folder.Delete(recursive: true);

    private string Publish()
    {
        var output = System.IO.Path.Combine(_folder.FullName, "out");
        Programs.Run(new("dotnet", [
            "publish", System.IO.Path.Combine(Repository.Root, "tests", "LxdGen.AotSmoke"), "--artifacts-path", _folder.FullName, "--output", output,
            "--nodeReuse:false", "-p:UseSharedCompilation=false"]));
        return System.IO.Path.Combine(output, "LxdGen.AotSmoke");
    }
}

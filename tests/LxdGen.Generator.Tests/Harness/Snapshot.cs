using System.Reflection;

namespace LxdGen.Generator.Tests.Harness;

/// <summary>Compares generated text with a file that a person has read. LXDGEN_ACCEPT=1 rewrites the file instead.</summary>
internal static class Snapshot
{
    private static readonly string Folder = typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "SnapshotDirectory").Value!;

    public static void Verify(string name, string text)
    {
        var verified = Path.Combine(Folder, $"{name}.verified.txt");
        var received = Path.Combine(Folder, $"{name}.received.txt");
        File.Delete(received);
        if (Environment.GetEnvironmentVariable("LXDGEN_ACCEPT") == "1")
            File.WriteAllText(verified, text);
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (text == expected)
            return;
        File.WriteAllText(received, text);
        Assert.Fail($"{name}: {FirstDifference(expected, text)}\nSee {received}; run with LXDGEN_ACCEPT=1 to accept it.");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(line => At(left, line) != At(right, line));
        return $"line {line + 1} differs.\nexpected: {At(left, line) ?? "(end)"}\nreceived: {At(right, line) ?? "(end)"}";
    }

    private static string? At(string[] lines, int line) => line < lines.Length ? lines[line] : null;
}

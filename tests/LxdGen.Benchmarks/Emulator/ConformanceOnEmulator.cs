using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using LxdGen.Benchmarks.Processes;
using LxdGen.Benchmarks.Report;

namespace LxdGen.Benchmarks.Emulator;

/// <summary>The tests that run on a real LXD as on the emulator, here on the latter, and the tour.</summary>
internal static class ConformanceOnEmulator
{
    private const int Rounds = 3;

    private static readonly string Project = Path.Combine(Repository.Root, "tests", "LxdGen.Conformance");

    public static Finding Measure()
    {
        Programs.Run(new("dotnet", ["build", Project, "-c", "Release", "--nodeReuse:false", "-p:UseSharedCompilation=false"]));
        var times = Enumerable.Range(0, Rounds).Select(_ => Run()).ToList();
        return Finding.Amount("emulator: the conformance suite on it", times.Median(), 10, "s");
    }

    /// <summary>The durations of all tests together, in seconds.</summary>
    private static double Run()
    {
        var report = Path.GetTempFileName();
        try
        {
            Programs.Run(new ProcessStartInfo("dotnet", ["run", "--project", Project, "-c", "Release", "--no-build", "--", "-class", "*OnEmulatorTests", "-xml", report]));
            var tests = XDocument.Load(report).Descendants("test").ToList();
            return tests.Count > 0 ? tests.Sum(Seconds) : throw new InvalidOperationException("No test was run.");
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static double Seconds(XElement test) => double.Parse(test.Attribute("time")!.Value, CultureInfo.InvariantCulture);
}

// dotnet tool restore, then: dotnet cake --target=Clean|Build|Test|Pack|OwnModels|Bench [--configuration=Release]
var target = Argument("target", "Default");
var configuration = Argument("configuration", "Debug");
const string Solution = "LxdGen.sln";

Task("Clean")
    .Description("Removes everything that a build makes.")
    .Does(() =>
    {
        CleanDirectories("{generator,src,tests,samples}/*/{bin,obj}");
        CleanDirectory("artifacts");
    });

Task("Build")
    .Description("Generates and compiles everything, with warnings as errors.")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings { Configuration = configuration }));

Task("Test")
    .Description("Runs all tests; those against a real LXD where one can be started.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        var exitCode = StartProcess("dotnet", $"test --solution {Solution} --no-build --configuration {configuration}");
        if (exitCode != 0)
            throw new CakeException(exitCode, "Tests failed.");
    });

Task("Pack")
    .Description("Makes the NuGet packages, into artifacts/.")
    .DoesForEach(["src/LxdGen", "src/LxdGen.Testing", "src/LxdGen.Emulator"], project =>
        DotNetPack(project, new DotNetPackSettings { Configuration = "Release", OutputDirectory = "artifacts" }));

Task("OwnModels")
    .Description("Packs, then builds samples/OwnModels of nothing but the package and runs it on the LXD of $LXD_SOCKET, $LXD_DIR or this machine.")
    .Does(() =>
    {
        // The only package in the feed, under a version that NuGet has never seen: its cache would answer for any other.
        DeleteFiles("artifacts/LxdGen.*nupkg");
        var version = $"0.0.0-own.{DateTime.UtcNow.Ticks}";
        DotNetPack("src/LxdGen", new DotNetPackSettings
        {
            Configuration = "Release",
            OutputDirectory = "artifacts",
            MSBuildSettings = new DotNetMSBuildSettings().WithProperty("MinVerVersionOverride", version),
        });
        const string Sample = "samples/OwnModels/OwnModels.csproj";
        DotNetRestore(Sample, new DotNetRestoreSettings { Force = true });
        DotNetRun(Sample, new DotNetRunSettings { NoRestore = true });
    });

Task("Bench")
    .Description("Measures, on a machine that does nothing else, and writes docs/performance.md and its chart.")
    .Does(() => DotNetRun("tests/LxdGen.Benchmarks", new DotNetRunSettings { Configuration = "Release" }));

Task("Default").IsDependentOn("Test");

RunTarget(target);

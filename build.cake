// dotnet tool restore, then: dotnet cake --target=Clean|Build|Test|Pack [--configuration=Release]
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
    .Does(() => DotNetPack("src/LxdGen", new DotNetPackSettings { Configuration = "Release", OutputDirectory = "artifacts" }));

Task("Default").IsDependentOn("Test");

RunTarget(target);

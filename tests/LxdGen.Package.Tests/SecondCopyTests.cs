namespace LxdGen.Package.Tests;

/// <summary>What becomes of the sources in another folder.</summary>
public sealed class SecondCopyTests(PackedFeed feed)
{
    private string Sources => Path.Combine(feed.Root, "elsewhere", "the same sources");

    [Fact]
    public async Task Packages_are_the_same_bytes_and_a_public_member_that_is_not_listed_fails_the_build()
    {
        await feed.RequireAsync();
        var token = TestContext.Current.CancellationToken;
        var output = Path.Combine(feed.Root, "other feed");

        Repository.Copy(feed.Sources, Sources);
        await feed.PackAllAsync(Sources, output, token);

        foreach (var file in feed.All)
            Assert.Equal(await File.ReadAllBytesAsync(file, token), await File.ReadAllBytesAsync(Path.Combine(output, Path.GetFileName(file)), token));

        const string Member = "/// <summary>New.</summary>\npublic static class NotListed;\n";
        await File.WriteAllTextAsync(Path.Combine(Sources, "src", "LxdGen", "NotListed.cs"), $"namespace LxdGen;\n\n{Member}", token);
        var outcome = await DotNet.BuildAsync(token, "build", Path.Combine(Sources, "src", "LxdGen"), "--configuration", "Release", "--no-restore", "-p:MinVerVersionOverride=0.0.0");
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Matches("error RS0016: .*NotListed", outcome.Log);
        Assert.DoesNotMatch("error (?!RS0016)", outcome.Log);
    }
}

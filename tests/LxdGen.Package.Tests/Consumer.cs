namespace LxdGen.Package.Tests;

/// <summary>A stranger's project, which has the package from the feed and nothing else of ours.</summary>
internal sealed class Consumer
{
    // Other packages come from the user's cache, where the sources' own restore has put them.
    private static readonly string UsersCache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly PackedFeed _feed;
    private readonly string _name;

    private Consumer(PackedFeed feed, string name)
    {
        _feed = feed;
        _name = name;
        Folder = Path.Combine(feed.Root, "consumers", $"{name} {Guid.NewGuid():N}");
    }

    public string Folder { get; }

    /// <summary>A copy of samples/OwnModels.</summary>
    public static async Task<Consumer> OwnModelsAsync(PackedFeed feed)
    {
        await feed.RequireAsync();
        var consumer = new Consumer(feed, "OwnModels");
        Repository.Copy(Path.Combine(Repository.Root, "samples", "OwnModels"), consumer.Folder);
        consumer.Edit("nuget.config", "../../artifacts", feed.Feed);
        return consumer;
    }

    /// <summary>A new project with a few files.</summary>
    public static async Task<Consumer> NewAsync(PackedFeed feed, string name, string project, params (string Name, string Text)[] files)
    {
        await feed.RequireAsync();
        var consumer = new Consumer(feed, name);
        Directory.CreateDirectory(consumer.Folder);
        var config = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "samples", "OwnModels", "nuget.config"));
        consumer.Write("nuget.config", config.Replace("../../artifacts", feed.Feed, StringComparison.Ordinal));
        consumer.Write($"{name}.csproj", project);
        foreach (var (file, text) in files)
            consumer.Write(file, text);
        return consumer;
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Edit(string file, string from, string to)
    {
        var text = Read(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Write(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    public async Task<Outcome> BuildAsync(params string[] arguments)
    {
        var outcome = await DotNet.BuildAsync(TestContext.Current.CancellationToken,
            ["build", Path.Combine(Folder, $"{_name}.csproj"), $"-p:RestorePackagesPath={_feed.Unpacked}", $"-p:RestoreFallbackFolders={UsersCache}", .. arguments]);
        Assert.True(Directory.Exists(Path.Combine(_feed.Unpacked, "lxdgen", _feed.Version)), outcome.Log);
        return outcome;
    }

    public Task<Outcome> RunAsync(string? socket, params string[] arguments) =>
        DotNet.RunAsync([Path.Combine(Folder, "bin", "Debug", "net10.0", $"{_name}.dll"), .. arguments], socket, TestContext.Current.CancellationToken);
}

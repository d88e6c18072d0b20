using System.Text.RegularExpressions;
using LxdGen.Conformance.Daemon;

namespace LxdGen.Package.Tests;

/// <summary>A stranger's program without nullable that edits a profile, whose devices his schema does not know.</summary>
public sealed partial class UnknownFieldTests(PackedFeed feed, LxdFixture lxd)
{
    private const string Program = """
        using LxdGen;
        using OwnModels;
        using OwnModels.Raw;

        await using var lxd = LxdClient.ConnectLocal();
        var profile = await new ProfileCollection(new ProfilesClient(lxd.Pipeline)).GetAsync(args[0]);
        profile.Config["limits.cpu"] = "2";
        await profile.SaveAsync();
        await profile.PatchAsync(new() { Description = "Patched" });
        await profile.UpdateAsync(p => p.Config["user.note"] = "Updated");
        """;

    [Fact]
    public async Task They_go_back_as_they_came()
    {
        var editor = await Consumer.OwnModelsAsync(feed);
        editor.Write("Program.cs", Program);
        editor.Write("profiles.yaml", Devices().Replace(editor.Read("profiles.yaml").Replace(", devices", "", StringComparison.Ordinal), ""));
        (await editor.BuildAsync("-p:Nullable=disable", "-warnaserror")).MustSucceed();

        var daemon = await lxd.RequireAsync();
        using var raw = new RawLxd(daemon.SocketPath);
        var name = lxd.UniqueName("devices");
        const string Sent = "\"devices\":{\"gone\":{\"type\":\"none\"},\"tty\":{\"path\":\"/dev/ttyS9\",\"required\":\"false\",\"type\":\"unix-char\"}}";
        await raw.PostAsync("/1.0/profiles", $$"""{"name":"{{name}}",{{Sent}}}""");
        (await editor.RunAsync(daemon.SocketPath, name)).MustSucceed();
        var after = await raw.GetAsync($"/1.0/profiles/{name}");
        await raw.DeleteAsync($"/1.0/profiles/{name}");

        Assert.Contains(Sent, after, StringComparison.Ordinal);
        Assert.Contains("\"config\":{\"limits.cpu\":\"2\",\"user.note\":\"Updated\"},\"description\":\"Patched\"", after, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^ +devices:\n(?: {10}.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Devices();
}

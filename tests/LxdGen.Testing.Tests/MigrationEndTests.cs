using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using LxdGen.Testing.Archives;

namespace LxdGen.Testing.Tests;

/// <summary>Migrations of which the other side says nothing more, or goes. Runs alone, since it looks at all processes, and changes the environment.</summary>
[CollectionDefinition(nameof(MigrationEndTests), DisableParallelization = true)]
[Collection(nameof(MigrationEndTests))]
public sealed class MigrationEndTests : EmulatorTest, IClassFixture<MigrationEndTests.OwnTemporaryFolder>
{
    private const string NoRsync = "rsync is not installed.";

    private const string Volumes = "/1.0/storage-pools/fast/volumes/custom";

    // The answer of a real server that takes the volume by rsync, and how it greets.
    private static readonly byte[] Answer = [8, 0, 66, 8, 8, 1, 16, 1, 24, 1, 32, 1, 72, 0, 104, 1];
    private static readonly byte[] Greeting = [32, 0, 0, 0];

    // What a real server offers without snapshots.
    private static readonly byte[] OfferOfOne = [8, 0, 66, 8, 8, 1, 16, 1, 24, 1, 32, 1, 104, 1];

    [Theory]
    [InlineData("cut")]
    [InlineData("dispose")]
    [InlineData("restart")]
    public async Task A_source_of_a_real_server_that_says_nothing_more_leaves_no_folder_and_no_process(string end)
    {
        Assert.SkipUnless(MachineProgram.IsInstalled("rsync"), NoRsync);
        var server = await StartAsync(LxdProfile.Lxd50);
        using var source = await RelayedSide.StartAsync(server.SocketPath, $"{Volumes}/data", """{"name":"data","pool":"fast","migration":true,"volume_only":true}""");
        await RelayedSide.ReadAsync(source.Control);
        await source.Control.SendAsync(Answer, WebSocketMessageType.Binary, true, Ct);
        await AnswerIndexAsync(source.Files);
        Assert.Equal(Greeting, await RelayedSide.ReadAsync(source.Files));
        Assert.NotEmpty(Leftovers());

        var error = await EndAsync(server, source, end);

        Assert.StartsWith(end == "cut" ? "Rsync send failed: default_data, " : "", error, StringComparison.Ordinal);
        Assert.Empty(Leftovers());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("dispose")]
    [InlineData("restart")]
    public async Task A_target_of_a_real_server_that_says_nothing_more_leaves_no_volume_no_folder_and_no_process(string end)
    {
        Assert.SkipUnless(MachineProgram.IsInstalled("rsync"), NoRsync);
        var server = await StartAsync(LxdProfile.Lxd50);
        using var target = await RelayedSide.StartAsync(server.SocketPath, Volumes, """{"name":"new","type":"custom","source":{"type":"migration","mode":"push"}}""");
        await target.Control.SendAsync(OfferOfOne, WebSocketMessageType.Binary, true, Ct);
        await RelayedSide.ReadAsync(target.Control);
        await target.Files.SendAsync(Encoding.UTF8.GetBytes("""{"config":{"VolumeSnapshots":[]}}"""), WebSocketMessageType.Binary, true, Ct);
        await target.Files.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, Ct);
        await RelayedSide.ReadAsync(target.Files);
        Assert.Empty(await RelayedSide.ReadAsync(target.Files));
        Assert.Equal(Greeting, await RelayedSide.ReadAsync(target.Files));
        Assert.NotEmpty(Leftovers());

        var error = await EndAsync(server, target, end);

        Assert.StartsWith(end == "cut" ? "Error transferring storage volume: " : "", error, StringComparison.Ordinal);
        Assert.Empty(Leftovers());
        if (end != "dispose")
            Assert.False(await Connect(server).StoragePools.Handle("fast").Volumes.ExistsAsync(StorageVolumeType.Custom, "new", Ct));
    }

    [Fact]
    public async Task A_filesystem_that_is_wanted_as_a_block_device_waits_until_who_relays_goes()
    {
        var (from, to) = (await StartAsync(LxdProfile.Lxd50), await StartAsync(LxdProfile.Lxd50));
        using var source = await RelayedSide.StartAsync(from.SocketPath, $"{Volumes}/data", """{"name":"data","pool":"fast","migration":true}""");
        using var target = await RelayedSide.StartAsync(to.SocketPath, Volumes, """{"name":"new","type":"custom","content_type":"block","source":{"type":"migration","mode":"push"}}""");
        source.RelayTo(target);

        Assert.Equal("Running Running", $"{(await source.WaitAsync(1))["status"]} {(await target.WaitAsync(0))["status"]}");
        Assert.True(await Connect(to).StoragePools.Handle("fast").Volumes.ExistsAsync(StorageVolumeType.Custom, "new", Ct));
        source.Cut();
        target.Cut();

        var ends = new[] { await source.WaitAsync(30), await target.WaitAsync(30) };
        Assert.StartsWith("Rsync send failed: default_data/s0, ", $"{ends[0]["err"]}", StringComparison.Ordinal);
        Assert.Contains("use of closed network connection websocket: close 1006 (abnormal closure): unexpected EOF] (rsync: connection unexpectedly closed", $"{ends[0]["err"]}", StringComparison.Ordinal);
        Assert.Equal("Error transferring storage volume: Got error reading migration source: websocket: close 1006 (abnormal closure): unexpected EOF", $"{ends[1]["err"]}");
        Assert.False(await Connect(to).StoragePools.Handle("fast").Volumes.ExistsAsync(StorageVolumeType.Custom, "new", Ct));
    }

    [Fact]
    public async Task Without_rsync_a_migration_to_a_real_server_fails_in_the_words_of_LXD()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", "/nonexistent");
        try
        {
            using var source = await RelayedSide.StartAsync(server.SocketPath, $"{Volumes}/data", """{"name":"data","pool":"fast","migration":true,"volume_only":true}""");
            await RelayedSide.ReadAsync(source.Control);
            await source.Control.SendAsync(Answer, WebSocketMessageType.Binary, true, Ct);
            await AnswerIndexAsync(source.Files);

            Assert.Equal("exec: \"rsync\": executable file not found in $PATH", $"{(await source.WaitAsync(30))["err"]}");
            Assert.Equal([8, 0, 18, 49, .. "exec: \"rsync\": executable file not found in $PATH"u8], await RelayedSide.ReadAsync(source.Control));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    private static async Task AnswerIndexAsync(ClientWebSocket files)
    {
        while ((await RelayedSide.ReadAsync(files)).Length > 0)
        {
            // The index, and then that it is over.
        }

        await files.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Binary, true, Ct);
        await files.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, true, Ct);
    }

    private static async Task<string> EndAsync(LxdEmulator server, RelayedSide side, string end)
    {
        switch (end)
        {
            case "dispose":
                await server.DisposeAsync();
                return "";
            case "restart":
                await server.RestartAsync(Ct);
                return "";
            default:
                side.Cut();
                return $"{(await side.WaitAsync(30))["err"]}";
        }
    }

    /// <summary>Folders of migrations, and processes that were started for them.</summary>
    private static List<string> Leftovers() =>
    [
        .. Directory.EnumerateDirectories(Path.GetTempPath(), "lxdgen-rsync-*"),
        .. Process.GetProcessesByName("rsync").Where(process => IsOurs(process.Id)).Select(process => $"rsync {process.Id}"),
    ];

    private static bool IsOurs(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ')[1] == $"{Environment.ProcessId}";
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Where this process puts what is there for a while only: other processes migrate too.</summary>
    public sealed class OwnTemporaryFolder : IDisposable
    {
        private const string Variable = "TMPDIR";

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lxdgen-ends-");
        private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

        public OwnTemporaryFolder() => Environment.SetEnvironmentVariable(Variable, _folder.FullName);

        public void Dispose()
        {
            Environment.SetEnvironmentVariable(Variable, _before);
            _folder.Delete(recursive: true);
        }
    }
}

using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Testing.Tests;

/// <summary>Faults of requests, as a program that uses the SDK meets them.</summary>
public sealed class FaultTests : EmulatorTest
{
    private const string Key = "user.note";

    [Fact]
    public async Task An_operation_that_is_held_tells_its_progress_as_LXD_does()
    {
        var server = await StartAsync();
        server.Seed(s => s.Pool("slow"));
        var stall = server.Faults.On(request => request.Method == "POST").StallOperation();
        var client = Connect(server);
        var copy = await (await VolumeAsync(server)).StartCopyToAsync(client.StoragePools.Handle("slow"), cancellationToken: Ct);
        var told = new TaskCompletionSource<LxdProgress>();
        var end = copy.WaitAsync(new SyncProgress(told.SetResult), Ct);

        stall.ReportProgress("default_data: 42.88MB (42.78MB/s)");

        var progress = await told.Task.WaitAsync(Ct);
        Assert.Equal(("fs", 42_880_000L, 42_780_000L), (progress.Stage, progress.Bytes, progress.BytesPerSecond));
        stall.Release();
        await end;
    }

    [Fact]
    public async Task A_cut_after_the_effect_says_that_the_write_may_have_happened_and_it_has()
    {
        var server = await StartAsync();
        var volume = await VolumeAsync(server);
        server.Faults.On(IsPut).CutAfter();
        volume.Config[Key] = "x";

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => volume.SaveAsync(Ct));

        Assert.True(e.WriteMayHaveHappened);
        server.Faults.Clear();
        await Patience.UntilAsync(async () => await StoredAsync(server) == "x", () => "The write was not carried out.");
    }

    [Fact]
    public async Task A_cut_before_the_effect_looks_the_same_and_nothing_has_happened()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        var volume = await VolumeAsync(server);
        server.Faults.On(IsPut).CutBefore();
        volume.Config[Key] = "x";

        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => volume.SaveAsync(Ct));

        Assert.True(e.WriteMayHaveHappened);
        Assert.Null(await StoredAsync(server));
    }

    [Fact]
    public async Task An_answer_stands_in_for_the_server()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        var volume = await VolumeAsync(server);
        server.Faults.On(IsPut).Answer(503, "Server is starting up");
        volume.Config[Key] = "x";

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => volume.SaveAsync(Ct));

        Assert.Equal((503, "Server is starting up"), (e.StatusCode, e.ServerMessage));
        Assert.Null(await StoredAsync(server));
        await volume.SaveAsync(Ct);
        Assert.Equal("x", await StoredAsync(server));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_second_writer_in_between_is_a_failed_precondition(string version)
    {
        var server = await StartAsync(Profile(version));
        var volume = await VolumeAsync(server);
        server.Faults.On(IsPut).Before(() => server.Seed(s => s.Pool("fast", p => p.Volume("data", v => v.Config(Key, "theirs")))));
        volume.Config["user.mine"] = "x";

        await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => volume.SaveAsync(Ct));

        Assert.Equal("theirs", await StoredAsync(server));
        Assert.True(volume.IsDirty);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_failing_operation_has_the_servers_words_whatever_its_age(string version)
    {
        var server = await StartAsync(Profile(version));
        var volume = await VolumeAsync(server);
        server.Faults.On(IsPut).FailOperation("no space left on device");
        volume.Config[Key] = "x";

        var e = await Assert.ThrowsAnyAsync<LxdException>(() => volume.SaveAsync(Ct));

        Assert.Equal("no space left on device", e.ServerMessage);
        Assert.Null(await StoredAsync(server));
    }

    [Fact]
    public async Task A_stalled_operation_ends_by_the_token_of_the_wait_and_goes_on_when_released()
    {
        var server = await StartAsync();
        var volume = await VolumeAsync(server);
        var stall = server.Faults.On(IsPut).StallOperation();
        volume.Config[Key] = "x";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var save = volume.SaveAsync(patience.Token);
        await stall.WaitForStrikeAsync(Ct);
        Assert.False(save.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
        Assert.Null(await StoredAsync(server));
        stall.Release();
        await Patience.UntilAsync(async () => await StoredAsync(server) == "x", () => "The operation did not go on.");
    }

    [Fact]
    public async Task A_forgotten_operation_has_an_unknown_outcome()
    {
        var server = await StartAsync();
        var clock = new FakeTimeProvider();
        var volume = await VolumeAsync(server, options => options.TimeProvider = clock);
        server.Faults.On(request => request.Method == "POST").ForgetOperation();

        var e = await Assert.ThrowsAsync<LxdOutcomeUnknownException>(() => clock.DriveAsync(volume.Snapshots.CreateAsync("s1", cancellationToken: Ct)));

        Assert.True(e.WriteMayHaveHappened);
        await Patience.UntilAsync(async () => await volume.Snapshots.ExistsAsync("s1", Ct), () => "The operation was not carried out.");
    }

    [Fact]
    public async Task A_fault_of_an_operation_that_there_is_none_of_is_told()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        var volume = await VolumeAsync(server);
        server.Faults.On(IsPut).StallOperation();
        volume.Config[Key] = "x";
        var e = await Assert.ThrowsAnyAsync<LxdException>(() => volume.SaveAsync(Ct));
        Assert.Contains("begins none", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_passes_by_the_emulators_clock()
    {
        var clock = new FakeTimeProvider();
        var server = await StartAsync(configure: options => options.TimeProvider = clock);
        var client = Connect(server);
        await client.StoragePools.AllAsync(Ct);
        var delay = server.Faults.On(_ => true).Delay(TimeSpan.FromHours(1));

        var list = client.StoragePools.AllAsync(Ct);
        await delay.WaitForStrikeAsync(Ct);
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(list.IsCompleted);

        await clock.DriveAsync(list);
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Faults_strike_in_the_order_in_which_they_were_planned_and_as_often_as_they_were_told()
    {
        var server = await StartAsync();
        using var http = new RawClient(server.SocketPath);
        var first = server.Faults.On(_ => true).Skip(1).Times(2).Answer(503, "first");
        server.Faults.On(request => request.Path == "/1.0").Answer(500, "second");

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
            statuses.Add((int)(await http.Client.GetAsync(new Uri("/1.0", UriKind.Relative), Ct)).StatusCode);

        // The one that the first lets pass is the second's.
        Assert.Equal([500, 503, 503, 200, 200], statuses);
        Assert.Equal(2, first.Strikes);
    }

    [Fact]
    public async Task An_export_that_is_cut_goes_on_where_it_was()
    {
        var server = await StartAsync(LxdProfile.Lxd50);
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        server.WriteFile("fast", "data", "noise", noise);
        var volume = await VolumeAsync(server);
        server.Faults.On(request => request.Path.EndsWith("/export", StringComparison.Ordinal)).CutAfter(60_000);
        using var file = new MemoryStream();

        await volume.ExportAsync(file, cancellationToken: Ct);

        var ranges = server.Requests.Where(request => request.Path.EndsWith("/export", StringComparison.Ordinal)).Select(request => request.Headers.GetValueOrDefault("Range"));
        Assert.Equal([null, "bytes=60000-"], ranges);
        file.Position = 0;
        await volume.Pool.Volumes.ImportAsync(file, new() { Name = "copy" }, cancellationToken: Ct);
        Assert.Equal(noise, server.ReadFile("fast", "copy", "noise"));
    }

    [Fact]
    public async Task What_a_test_itself_throws_is_told()
    {
        var server = await StartAsync();
        server.Faults.On(_ => true).Times(int.MaxValue).Before(() => throw new InvalidDataException("my own mistake"));
        var e = await Assert.ThrowsAnyAsync<LxdException>(() => Connect(server).StoragePools.AllAsync(Ct));
        Assert.Contains("my own mistake", e.Message, StringComparison.Ordinal);
    }

    /// <summary>What the server has, by a client that no fault strikes any more.</summary>
    private static async Task<string?> StoredAsync(LxdEmulator server)
    {
        await using var client = server.Connect();
        var volume = await client.StoragePools.Handle("fast").Volumes.GetAsync(StorageVolumeType.Custom, "data", Ct);
        return volume.Config.TryGetValue(Key, out var value) ? value : null;
    }

    private sealed class SyncProgress(Action<LxdProgress> report) : IProgress<LxdProgress>
    {
        public void Report(LxdProgress value) => report(value);
    }
}

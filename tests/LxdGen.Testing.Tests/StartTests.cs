using System.Net.Sockets;

namespace LxdGen.Testing.Tests;

/// <summary>Sockets that cannot be had.</summary>
public sealed class StartTests
{
    [Fact]
    public async Task A_path_that_is_too_long_is_told_with_its_length()
    {
        var path = $"/tmp/{new string('a', 103)}";
        var e = await Assert.ThrowsAsync<ArgumentException>(() => LxdEmulator.StartAsync(new() { SocketPath = path }, Ct));
        Assert.Contains("108 bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_taken_is_told_and_who_has_it_goes_on()
    {
        await using var first = await LxdEmulator.StartAsync(cancellationToken: Ct);
        var e = await Assert.ThrowsAsync<IOException>(() => LxdEmulator.StartAsync(new() { SocketPath = first.SocketPath }, Ct));
        Assert.Contains($"{first.SocketPath} already", e.Message, StringComparison.Ordinal);
        await using var client = first.Connect();
        Assert.Empty(await client.StoragePools.AllAsync(Ct));
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_told_and_left_alone()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "precious", Ct);
        var e = await Assert.ThrowsAsync<IOException>(() => LxdEmulator.StartAsync(new() { SocketPath = path }, Ct));
        Assert.Contains($"{path} is a file", e.Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(path, Ct));
        File.Delete(path);
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_any_more_is_taken_over()
    {
        var path = Path.Combine(Path.GetTempPath(), $"lxd-stale-{Guid.NewGuid():N}.socket");
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen();
        }

        await using (await LxdEmulator.StartAsync(new() { SocketPath = path }, Ct))
            Assert.True(File.Exists(path));
        Assert.False(File.Exists(path));
    }
}

using System.Net.Sockets;
using LxdGen.Raw;

namespace LxdGen.Tests;

public sealed class LocalSocketTests
{
    [Theory]
    [InlineData("/given", "/s", "/d", "unix:/given")]
    [InlineData(null, "/s", "/d", "unix:/s")]
    [InlineData(null, null, "/d", "unix:/d/unix.socket")]
    [InlineData(null, "", "/d/", "unix:/d/unix.socket")]
    [InlineData(null, null, null, "unix:/var/snap/lxd/common/lxd/unix.socket:/var/lib/lxd/unix.socket")]
    [InlineData(null, "", "", "unix:/var/snap/lxd/common/lxd/unix.socket:/var/lib/lxd/unix.socket")]
    public void The_socket_is_the_given_one_else_where_the_environment_says_else_where_LXD_puts_it(string? path, string? socket, string? directory, string expected) =>
        Assert.Equal(expected, LocalSocket.Find(path, name => name == "LXD_SOCKET" ? socket : directory).ToString());

    [Fact]
    public async Task Each_place_that_was_tried_is_named_with_its_reason()
    {
        using var folder = new Folder();
        foreach (var (variable, path) in new[] { ("LXD_SOCKET", folder.PathOf("s")), ("LXD_DIR", folder.PathOf("unix.socket")) })
        {
            var socket = LocalSocket.Find(null, name => name == variable ? (name == "LXD_DIR" ? folder.Path : path) : null);
            var e = await Assert.ThrowsAsync<LxdConnectionException>(async () => await socket.ConnectAsync(Ct));
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
            Assert.Contains($"${variable}", e.Message, StringComparison.Ordinal);
            Assert.Contains("does not exist", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_client_says_which_socket_is_missing_and_that_nothing_was_sent()
    {
        using var folder = new Folder();
        using var client = LxdClient.ConnectLocal(new() { SocketPath = folder.PathOf("none") });
        var e = await Assert.ThrowsAsync<LxdConnectionException>(() => client.GetServerAsync(Ct));
        Assert.Contains(folder.PathOf("none"), e.Message, StringComparison.Ordinal);
        Assert.Contains("was not sent", e.Message, StringComparison.Ordinal);
        Assert.Equal(("GET", "/1.0", null), (e.Method, e.Path, e.StatusCode));
    }

    [Fact]
    public async Task A_socket_that_nobody_listens_on_is_told_from_a_missing_one()
    {
        using var folder = new Folder();
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            socket.Bind(new UnixDomainSocketEndPoint(folder.PathOf("s")));
        // .NET removes the file when the socket closes; a daemon that was killed leaves it.
        if (!File.Exists(folder.PathOf("s")))
            await File.WriteAllTextAsync(folder.PathOf("s"), "", Ct);
        Assert.Contains("nobody listens", await ExplainAsync(folder.PathOf("s")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_said_to_be_so()
    {
        Assert.Contains("longer than", await ExplainAsync("/tmp/" + new string('x', 103)), StringComparison.Ordinal);
        Assert.Contains("does not exist", await ExplainAsync("/tmp/" + new string('x', 102)), StringComparison.Ordinal);
        Assert.Contains("longer than", await ExplainAsync("/tmp/" + new string('ä', 60)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_place_of_a_socket_is_said_to_be_one()
    {
        using var folder = new Folder();
        Assert.Contains("is a folder", await ExplainAsync(folder.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void One_socket_is_known_by_all_its_names()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.PathOf("s"), "");
        File.CreateSymbolicLink(folder.PathOf("link"), "s");
        Directory.CreateSymbolicLink(folder.PathOf("folder"), folder.Path);
        File.CreateSymbolicLink(folder.PathOf("circle"), "circle");

        string[] names = [folder.PathOf("s"), $"{folder.Path}/../{Path.GetFileName(folder.Path)}/s", folder.PathOf("link"), folder.PathOf("folder/link")];
        Assert.Single(names.Select(name => LocalSocket.Find(name, _ => null).Identity()).Distinct());
        Assert.NotEmpty(LocalSocket.Find(folder.PathOf("circle"), _ => null).Identity());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_path_that_is_none_is_an_error_of_the_family_and_names_where_it_came_from(string path) =>
        Assert.Contains("SocketPath", await ExplainAsync(path), StringComparison.Ordinal);

    [Fact]
    public async Task The_environment_is_read_when_the_client_is_made_and_nothing_is_looked_for()
    {
        using var folder = new Folder();
        using var client = LxdClient.ConnectLocal(new() { SocketPath = folder.PathOf("later") });
        Assert.Equal($"LXD at unix:{folder.PathOf("later")}", client.ToString());
        await Assert.ThrowsAsync<LxdConnectionException>(() => client.StoragePools.AllAsync(Ct));
    }

    private static async Task<string> ExplainAsync(string path)
    {
        using var client = LxdClient.ConnectLocal(new() { SocketPath = path });
        return (await Assert.ThrowsAsync<LxdConnectionException>(() => client.GetServerAsync(Ct))).Message;
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("lxd-").FullName;

        public string PathOf(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

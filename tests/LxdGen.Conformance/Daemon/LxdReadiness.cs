using System.Diagnostics;
using System.Net.Sockets;

namespace LxdGen.Conformance.Daemon;

/// <summary>Waits for a new daemon's first answer.</summary>
internal static class LxdReadiness
{
    private const int LogLines = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task WaitAsync(LxdDaemon daemon, CancellationToken cancellationToken)
    {
        using var client = ClientFor(daemon.SocketPath);
        var watch = Stopwatch.StartNew();
        while (!await AnswersAsync(client, cancellationToken))
        {
            if (HasEnded(daemon.Pid) || watch.Elapsed > Limit)
            {
                var what = HasEnded(daemon.Pid) ? "ended without an answer" : "gave no answer";
                throw new InvalidOperationException(
                    $"The LXD daemon {what} after {watch.Elapsed.TotalSeconds:F0} s. Its log:\n{LogTail(daemon.Directory)}");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static HttpClient ClientFor(string socketPath) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        // LXD takes the request early and answers once it is set up, so one request may last as long as the start.
        Timeout = Limit,
    };

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("http://lxd/1.0"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // A dead daemon stays a zombie until its guardian waits for it. The state follows the name in parentheses.
    private static bool HasEnded(int pid)
    {
        var stat = $"/proc/{pid}/stat";
        return !File.Exists(stat) || File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
    }

    private static string LogTail(string directory) =>
        string.Join('\n', File.ReadLines($"{directory}/daemon.log").TakeLast(LogLines));
}

using System.Diagnostics;

namespace LxdGen.Conformance.Daemon;

/// <summary>Waits for a new daemon's first answer.</summary>
internal static class LxdReadiness
{
    private const int LogLines = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task WaitAsync(LxdDaemon daemon, CancellationToken cancellationToken)
    {
        using var client = LxdSocket.ClientFor(daemon.SocketPath);
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

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync("/1.0", cancellationToken);
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

using System.Diagnostics;
using System.Globalization;

namespace LxdGen.Conformance.Daemon;

/// <summary>
/// The process that starts one daemon and cleans up after it. It takes the end of its standard input
/// as the order to do so, which a disposed and a killed test process give alike.
/// </summary>
internal sealed class LxdGuardian : IAsyncDisposable
{
    // Longer than all the waits in the script together.
    private static readonly TimeSpan CleanupLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private bool _disposed;

    private LxdGuardian(Process process) => _process = process;

    public string Directory { get; private set; } = "";

    public int Pid { get; private set; }

    public static async Task<LxdGuardian> StartAsync(string executable, CancellationToken cancellationToken)
    {
        // A session of its own keeps the guardian alive when Ctrl-C goes to the group of the tests.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", GuardianScript.Text, "lxdgen-guardian", executable])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var guardian = new LxdGuardian(Process.Start(start)!);
        try
        {
            var line = await guardian._process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException("The LXD guardian could not make a directory in /tmp.");
            var space = line.LastIndexOf(' ');
            guardian.Directory = line[..space];
            guardian.Pid = int.Parse(line[space..], CultureInfo.InvariantCulture);
            return guardian;
        }
        catch
        {
            await guardian.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        using (_process)
        {
            _process.StandardInput.Close();
            var left = await _process.StandardOutput.ReadToEndAsync().WaitAsync(CleanupLimit);
            await _process.WaitForExitAsync().WaitAsync(CleanupLimit);
            if (Directory.Length > 0 && _process.ExitCode != 0)
            {
                throw new InvalidOperationException($"The LXD daemon in {Directory} left something behind: {left}");
            }
        }
    }
}

using System.Diagnostics;

namespace LxdGen.Package.Tests;

/// <summary>What a program printed, and how it ended.</summary>
internal sealed record Outcome(int ExitCode, string Log)
{
    public void MustSucceed() => Assert.True(ExitCode == 0, Log);
}

internal static class DotNet
{
    // Without node reuse and server: what is left running would keep the folder.
    private static readonly string[] LeaveNothingRunning = ["--nodeReuse:false", "-p:UseSharedCompilation=false"];

    /// <summary>Runs MSBuild by one of the commands of <c>dotnet</c>.</summary>
    public static Task<Outcome> BuildAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync([.. arguments, .. LeaveNothingRunning], socket: null, cancellationToken);

    /// <summary>Runs <c>dotnet</c>, with the LXD of a socket as the machine's.</summary>
    public static async Task<Outcome> RunAsync(string[] arguments, string? socket, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("LXD_DIR");
        start.Environment["LXD_SOCKET"] = socket;
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new Outcome(process.ExitCode, output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}

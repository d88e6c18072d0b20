using System.Diagnostics;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>How a program that talks to the other side has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="ReadError">Why not all that the other side said has reached it; null where it has.</param>
/// <param name="Output">What it has said to us.</param>
internal sealed record RsyncRun(int ExitCode, string? ReadError, string Output)
{
    /// <summary>Starts a program and waits for its end. It never outlives the wait.</summary>
    public static async Task<RsyncRun> StartAsync(ProcessStartInfo start, VolumeStream stream, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start) ?? throw RsyncFailure.NotFound;
        var output = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var sent = SendAsync(process.StandardOutput.BaseStream, stream, cancellationToken);
        try
        {
            using var killing = cancellationToken.Register(() => Kill(process));
            var readError = await ReceiveAsync(stream, process.StandardInput.BaseStream, cancellationToken).ConfigureAwait(false);
            await sent.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new RsyncRun(process.ExitCode, readError, await output.ConfigureAwait(false));
        }
        finally
        {
            Kill(process);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A program that cannot be understood any more must still be able to end.
    private static async Task SendAsync(Stream output, VolumeStream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.CopyFromAsync(output, cancellationToken).ConfigureAwait(false);
            await stream.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdFailure)
        {
            await output.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<string?> ReceiveAsync(VolumeStream stream, Stream input, CancellationToken cancellationToken)
    {
        try
        {
            await using (input.ConfigureAwait(false))
                await stream.CopyToAsync(input, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (LxdFailure broken)
        {
            return broken.Message;
        }
        catch (IOException)
        {
            return "write |1: broken pipe";
        }
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
    }
}

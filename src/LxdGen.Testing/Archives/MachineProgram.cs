using System.Diagnostics;

namespace LxdGen.Testing.Archives;

/// <summary>A program of the machine, which may not be there. Bytes in and bytes out.</summary>
internal static class MachineProgram
{
    public static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));

    public static string Missing(string program) => $"exec: \"{program}\": executable file not found in $PATH";

    /// <summary>Runs it to its end. One that is not waited for any more is killed.</summary>
    public static async Task<Result> RunAsync(string program, IEnumerable<string> arguments, byte[] input, CancellationToken ct)
    {
        using var process = new Process { StartInfo = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true } };
        process.Start();
        try
        {
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync(ct);
            await Task.WhenAll(FeedAsync(process, input, ct), process.StandardOutput.BaseStream.CopyToAsync(output, ct), error).ConfigureAwait(false);
            await process.WaitForExitAsync(ct).ConfigureAwait(false);
            return new Result(process.ExitCode, output.ToArray(), await error.ConfigureAwait(false));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task FeedAsync(Process process, byte[] input, CancellationToken ct)
    {
        try
        {
            var stream = process.StandardInput.BaseStream;
            await using (stream.ConfigureAwait(false))
                await stream.WriteAsync(input, ct).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has read enough; its exit code tells why.
        }
    }

    internal readonly record struct Result(int ExitCode, byte[] Output, string Error);
}

using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>How LXD tells that rsync has failed.</summary>
internal static class RsyncFailure
{
    /// <summary>What rsync says when the other side goes.</summary>
    public const string Unanswered = "rsync: connection unexpectedly closed (0 bytes received so far) [sender]\nrsync error: error in rsync protocol data stream (code 12) at io.c(285) [sender=3.5.0]\n";

    /// <summary>What rsync says when the other side is none.</summary>
    public const string Mismatch = "protocol version mismatch -- is your shell clean?\n(see the rsync manpage for an explanation)\nrsync error: protocol incompatibility (code 2) at compat.c(625) [Receiver=3.5.0]\n";

    public static LxdFailure NotFound => LxdFailure.Internal(MachineProgram.Missing("rsync"));

    /// <param name="part">What was sent.</param>
    /// <param name="exitCode">Of the program.</param>
    /// <param name="connectionError">What was wrong with the connection; null for nothing.</param>
    /// <param name="output">What the program has said.</param>
    public static LxdFailure OfSending(VolumePart part, int exitCode, string? connectionError, string output)
    {
        // LXD speaks to the program by a socket, which it closes at the end.
        var socketError = $"read unix @lxd/{Guid.NewGuid()}->@: use of closed network connection";
        return LxdFailure.Internal($"Rsync send failed: {part.Name}, {part.Path}: [{Errors(exitCode, socketError, connectionError)}] ({output})");
    }

    public static LxdFailure OfReceiving(string path, int exitCode, string? connectionError, string output) =>
        LxdFailure.Internal($"Rsync receive failed: {path}: [{Errors(exitCode, null, connectionError)}] ({output})");

    private static string Errors(int exitCode, string? first, string? second) =>
        string.Join(' ', new[] { $"exit status {exitCode}", first, second }.Where(error => error is not null));
}

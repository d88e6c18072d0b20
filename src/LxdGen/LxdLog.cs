using Microsoft.Extensions.Logging;

namespace LxdGen;

/// <summary>
/// All that is logged, in one class: the generator of such methods writes several in an order that changes from build to
/// build, and the package with it. Values in bodies are blanked before they get here.
/// </summary>
internal static partial class LxdLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} {Path} answered {StatusCode} in {Milliseconds:F1} ms")]
    public static partial void Answered(ILogger logger, HttpMethod method, string path, int statusCode, double milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} got no reply")]
    public static partial void Broken(ILogger logger, Exception exception, HttpMethod method, string path);

    [LoggerMessage(3, LogLevel.Trace, "{Method} {Path} sends {Body}")]
    public static partial void Sends(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(4, LogLevel.Trace, "{Method} {Path} receives {Body}")]
    public static partial void Receives(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(10, LogLevel.Debug, "No events of operations can be had at present; the server is asked for each instead")]
    public static partial void NoSocket(ILogger logger, Exception exception);
}

using Microsoft.Extensions.Logging;

namespace LxdGen.Raw;

/// <summary>What is logged of requests. Values in bodies are blanked before they get here.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} {Path} answered {StatusCode} in {Milliseconds:F1} ms")]
    public static partial void Answered(ILogger logger, HttpMethod method, string path, int statusCode, double milliseconds);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} got no reply")]
    public static partial void Broken(ILogger logger, Exception exception, HttpMethod method, string path);

    [LoggerMessage(3, LogLevel.Trace, "{Method} {Path} sends {Body}")]
    public static partial void Sends(ILogger logger, HttpMethod method, string path, string body);

    [LoggerMessage(4, LogLevel.Trace, "{Method} {Path} receives {Body}")]
    public static partial void Receives(ILogger logger, HttpMethod method, string path, string body);
}

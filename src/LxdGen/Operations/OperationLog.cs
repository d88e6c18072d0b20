using Microsoft.Extensions.Logging;

namespace LxdGen;

/// <summary>What is logged of operations.</summary>
internal static partial class OperationLog
{
    [LoggerMessage(10, LogLevel.Debug, "No events of operations can be had at present; the server is asked for each instead")]
    public static partial void NoSocket(ILogger logger, Exception exception);
}

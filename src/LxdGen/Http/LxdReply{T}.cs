using System.Diagnostics;

namespace LxdGen;

/// <summary>What the server answered to a question.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">What was asked for.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ETag">The ETag header as sent, to be passed back as If-Match; null where the server makes none.</param>
[DebuggerDisplay("{StatusCode} {Value}")]
public sealed record LxdReply<T>(T Value, int StatusCode = 200, string? ETag = null);

using LxdGen.Raw;

namespace LxdGen;

/// <summary>What came back is not a reply of LXD: not JSON, cut short, of the wrong shape. Is it LXD that listens there?</summary>
public class LxdMalformedReplyException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdMalformedReplyException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdMalformedReplyException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdMalformedReplyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal LxdMalformedReplyException(string message, string? jsonPath, Exception? innerException = null)
        : base(string.IsNullOrEmpty(jsonPath) ? message : $"{message} At {Excerpt.OneLine(jsonPath, 200)}.", innerException) =>
        JsonPath = jsonPath is null ? null : Excerpt.OneLine(jsonPath, 200);

    /// <summary>Where in the JSON the fault is, such as <c>metadata.config.size</c>; null or empty at its top or where it is no JSON.</summary>
    public string? JsonPath { get; init; }
}

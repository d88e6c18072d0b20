namespace LxdGen;

/// <summary>
/// Something went wrong between here and LXD. Catch a subclass for what you can handle; this type itself is what
/// the server refused for a reason of its own (400, 423, 500, 503), with the server's text.
/// </summary>
/// <remarks>No member ever holds a secret.</remarks>
public class LxdException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LxdException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public LxdException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public LxdException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP method of the request, null where none was made.</summary>
    public string? Method { get; internal set; }

    /// <summary>The path and query of the request, escaped, null where none was made.</summary>
    public string? Path { get; internal set; }

    /// <summary>The HTTP status, or the error code of the reply where the two differ; null where no reply came.</summary>
    public int? StatusCode { get; internal set; }

    /// <summary>The server's own words, null where it had none.</summary>
    public string? ServerMessage { get; internal set; }

    /// <summary>The operation that this is about, null where there is none.</summary>
    public string? OperationId { get; internal set; }

    /// <summary>
    /// Whether something may have been changed on the server: the request was a write and was not plainly refused.
    /// LxdGen never repeats such a write by itself. Read the object before you do.
    /// </summary>
    public bool WriteMayHaveHappened { get; internal set; }
}

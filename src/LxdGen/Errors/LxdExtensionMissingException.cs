namespace LxdGen;

/// <summary>The server lacks an API extension that the request needs. Nothing was sent, but perhaps a read that the server has answered with 404.</summary>
public class LxdExtensionMissingException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdExtensionMissingException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdExtensionMissingException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdExtensionMissingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The API extension that is missing, such as <c>storage</c>.</summary>
    public string? Extension { get; init; }
}

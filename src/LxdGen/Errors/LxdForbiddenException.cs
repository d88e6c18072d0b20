namespace LxdGen;

/// <summary>The server does not trust this client with the request (401, 403).</summary>
public class LxdForbiddenException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdForbiddenException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdForbiddenException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdForbiddenException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

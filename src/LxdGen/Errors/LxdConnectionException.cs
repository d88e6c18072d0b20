namespace LxdGen;

/// <summary>The server could not be reached, or the connection broke. The message says which and what to do; <see cref="LxdException.WriteMayHaveHappened"/> says whether a write may have got through.</summary>
public class LxdConnectionException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdConnectionException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdConnectionException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdConnectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

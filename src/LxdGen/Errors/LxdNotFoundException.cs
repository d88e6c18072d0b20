namespace LxdGen;

/// <summary>There is no such object on the server (404).</summary>
public class LxdNotFoundException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdNotFoundException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdNotFoundException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

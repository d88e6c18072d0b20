namespace LxdGen;

/// <summary>The server accepted the request and then failed to carry it out, or cancelled it, for a reason no other type fits.</summary>
public class LxdOperationFailedException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdOperationFailedException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdOperationFailedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdOperationFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

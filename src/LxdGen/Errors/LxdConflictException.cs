namespace LxdGen;

/// <summary>The name is taken, or the object is in use by something that excludes this (409).</summary>
public class LxdConflictException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdConflictException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdConflictException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdConflictException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

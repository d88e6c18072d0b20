namespace LxdGen;

/// <summary>Someone else has changed the object since it was read (412, or found by comparing). Nothing was written; local edits are kept. Sync, look, and save again.</summary>
public class LxdPreconditionFailedException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdPreconditionFailedException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdPreconditionFailedException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdPreconditionFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

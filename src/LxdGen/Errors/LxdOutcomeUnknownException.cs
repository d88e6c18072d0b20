namespace LxdGen;

/// <summary>It cannot be told whether the server has done what was asked. Read the object before you ask again.</summary>
public class LxdOutcomeUnknownException : LxdException
{
    /// <summary>Creates the exception.</summary>
    public LxdOutcomeUnknownException()
    {
    }

    /// <inheritdoc cref="LxdException(string)"/>
    public LxdOutcomeUnknownException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="LxdException(string, Exception)"/>
    public LxdOutcomeUnknownException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

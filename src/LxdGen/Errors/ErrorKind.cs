namespace LxdGen;

/// <summary>Which exception an error of the server becomes.</summary>
internal enum ErrorKind
{
    Other,
    NotFound,
    Conflict,
    PreconditionFailed,
    Forbidden,
}

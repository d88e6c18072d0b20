using LxdGen.Raw;

namespace LxdGen;

/// <summary>An error as a server reports it, in a reply or as the end of an operation, on its way to becoming an exception.</summary>
/// <param name="Code">The HTTP status it has or would have; 0 where the server gives none.</param>
/// <param name="Text">The server's words.</param>
internal readonly record struct ServerError(int Code, string Text)
{
    // Servers answer some mistakes with a status that says nothing, and end operations without any. Their texts
    // tell more. Each line was seen on the server version beside it.
    private static readonly (string Fragment, ErrorKind Kind)[] Texts =
    [
        ("UNIQUE constraint failed", ErrorKind.Conflict), // 5.0.2: simultaneous creates of one name; backup rename
        ("already exists", ErrorKind.Conflict),           // 5.0.2: backup create
        ("file exists", ErrorKind.Conflict),              // 5.0.2: snapshot rename in a dir pool
        ("already in use", ErrorKind.Conflict),           // 5.0.2: snapshot create
        ("not authorized", ErrorKind.Forbidden),          // 5.0.2: wrong trust token
        ("not found", ErrorKind.NotFound),                // 5.0.2: resources of a missing pool, restore of a missing snapshot
    ];

    /// <summary>The kind that the code names, else the one that the text tells.</summary>
    public ErrorKind Kind => Code switch
    {
        401 or 403 => ErrorKind.Forbidden,
        404 => ErrorKind.NotFound,
        409 => ErrorKind.Conflict,
        412 => ErrorKind.PreconditionFailed,
        0 or 500 => KindOf(Text),
        _ => ErrorKind.Other,
    };

    /// <summary>The exception for a request that was answered with this error.</summary>
    public LxdException ForReply(LxdRequest request, string? advice)
    {
        var hint = Kind == ErrorKind.Forbidden && advice is not null ? $". {advice}" : string.Empty;
        var exception = Create($"LXD refused {request}: {Reason} ({Code}){hint}", static message => new LxdException(message));
        // A server error may have come after half of the work.
        exception.Describe(request, StatusCode, Text, operationId: null, writeMayHaveHappened: request.IsWrite && Code is (0 or >= 500));
        return exception;
    }

    /// <summary>The exception for an operation that ended with this error. Parts of the work may have been done.</summary>
    public LxdException ForOperation(LxdOperation operation)
    {
        var exception = Create($"The server did not complete {operation.Describe()}, which ended as {operation.Status}: {Reason}", static message => new LxdOperationFailedException(message));
        exception.Describe(operation.Request, StatusCode, Text, operation.Id, writeMayHaveHappened: true);
        return exception;
    }

    private string Reason => Text.Length > 0 ? Excerpt.OneLine(Text, 1000) : "no reason given";

    private int? StatusCode => Code == 0 ? null : Code;

    private LxdException Create(string message, Func<string, LxdException> other) => Kind switch
    {
        ErrorKind.NotFound => new LxdNotFoundException(message),
        ErrorKind.Conflict => new LxdConflictException(message),
        ErrorKind.PreconditionFailed => new LxdPreconditionFailedException(message),
        ErrorKind.Forbidden => new LxdForbiddenException(message),
        _ => other(message),
    };

    private static ErrorKind KindOf(string text)
    {
        foreach (var (fragment, kind) in Texts)
        {
            if (text.Contains(fragment, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return ErrorKind.Other;
    }
}

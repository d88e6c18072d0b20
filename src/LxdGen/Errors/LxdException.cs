using LxdGen.Raw;

namespace LxdGen;

/// <summary>
/// Something went wrong between here and LXD. Catch a subclass for what you can handle; this type itself is what
/// the server refused for a reason of its own (400, 423, 500, 503), with the server's text.
/// </summary>
/// <remarks>LxdGen puts no secret into any member. The server's own words are passed on as they are.</remarks>
public class LxdException : Exception
{
    private string? _method;
    private string? _path;
    private int? _statusCode;
    private string? _serverMessage;
    private string? _operationId;
    private bool _writeMayHaveHappened;
    private string? _whole;
    private string _note = string.Empty;

    /// <summary>Creates the exception.</summary>
    public LxdException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public LxdException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public LxdException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP method of the request, null where none was made.</summary>
    public string? Method { get => _method; init => _method = value; }

    /// <summary>The path and query of the request, escaped, null where none was made.</summary>
    public string? Path { get => _path; init => _path = value; }

    /// <summary>The HTTP status, or the error code of the reply where the two differ; null where no reply came.</summary>
    public int? StatusCode { get => _statusCode; init => _statusCode = value; }

    /// <summary>The server's own words, null where it had none.</summary>
    public string? ServerMessage { get => _serverMessage; init => _serverMessage = value; }

    /// <summary>The operation that this is about, null where there is none.</summary>
    public string? OperationId { get => _operationId; init => _operationId = value; }

    /// <summary>
    /// Whether something may have been changed on the server: the request was a write and was not plainly refused.
    /// LxdGen never repeats such a write by itself. Read the object before you do.
    /// </summary>
    public bool WriteMayHaveHappened { get => _writeMayHaveHappened; init => _writeMayHaveHappened = value; }

    /// <inheritdoc/>
    public override string Message => _whole is null ? Words : $"{_whole} {Words}";

    private string Words => (_writeMayHaveHappened && _method == "GET" ? $"The change was made or begun, but what followed failed. {base.Message}" : base.Message) + _note;

    /// <summary>Says what the exception is about, once its type is known.</summary>
    internal void Describe(LxdRequest? request, int? statusCode, string? serverMessage, string? operationId, bool writeMayHaveHappened)
    {
        _method = request?.Method.Method;
        _path = request?.PathAndQuery;
        _statusCode = statusCode;
        _serverMessage = serverMessage;
        _operationId = operationId;
        _writeMayHaveHappened = writeMayHaveHappened;
    }

    /// <summary>What failed was part of something greater, which is named before the message.</summary>
    internal void AddWhole(string whole) => _whole = whole;

    /// <summary>Adds what a person must know besides, such as what was left behind.</summary>
    internal void Add(string note) => _note += $" {note}";

    /// <summary>What failed came after a write, which the exception itself knows nothing of.</summary>
    internal void MarkWritten() => _writeMayHaveHappened = true;
}

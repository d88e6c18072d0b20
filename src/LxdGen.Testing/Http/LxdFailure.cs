namespace LxdGen.Testing.Http;

/// <summary>What the server refuses, in its own words.</summary>
internal sealed class LxdFailure(int status, string text) : Exception(text)
{
    public int Status { get; } = status;

    public static LxdFailure BadRequest(string text) => new(400, text);

    public static LxdFailure NotAuthorized() => new(403, "not authorized");

    public static LxdFailure NotFound(string text) => new(404, text);

    public static LxdFailure Conflict(string text) => new(409, text);

    /// <summary>LXD answers many mistakes of its callers with 500.</summary>
    public static LxdFailure Internal(string text) => new(500, text);

    /// <summary>What the emulator does not do, since nobody has seen what a real server does.</summary>
    public static LxdFailure NotEmulated(string what) => new(501, $"Not emulated: {what}. See docs/emulator.md of LxdGen.Testing");
}

namespace LxdGen.Generator.Emitting;

/// <summary>Full names of what generated code refers to.</summary>
internal static class Names
{
    public const string Task = "global::System.Threading.Tasks.Task";
    public const string Token = "global::System.Threading.CancellationToken";
    public const string TokenParameter = Token + " cancellationToken = default";
    public const string Reply = "global::LxdGen.LxdReply";
    public const string Exception = "global::LxdGen.LxdException";
    public const string NotFound = "global::LxdGen.LxdNotFoundException";
    public const string Conflict = "global::LxdGen.LxdConflictException";
    public const string PreconditionFailed = "global::LxdGen.LxdPreconditionFailedException";
    public const string InvalidOperation = "global::System.InvalidOperationException";
    public const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"LxdGen\", \"1.0\")]";
    public const string Models = "global::LxdGen.Models.";
}

namespace LxdGen.Testing.Tests;

internal static class Current
{
    /// <summary>The running test's own token, in two letters, since nearly every call takes it.</summary>
    public static CancellationToken Ct => TestContext.Current.CancellationToken;
}

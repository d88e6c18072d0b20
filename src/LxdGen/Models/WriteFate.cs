namespace LxdGen.Models;

/// <summary>What follows a write, such as waiting for it and reading it back, fails with the news that the write was made.</summary>
internal static class WriteFate
{
    /// <summary>Does what follows, and marks what it throws.</summary>
    public static async Task AfterAsync(Func<Task> follow)
    {
        try
        {
            await follow().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if ((e as LxdException ?? e.InnerException as LxdException) is { } fault)
                fault.MarkWritten();
            throw;
        }
    }
}

using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Testing.Tests;

/// <summary>Waits for what happens elsewhere, with a deadline that is only ever reached by a bug.</summary>
internal static class Patience
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task UntilAsync(Func<bool> condition, Func<string> what) => UntilAsync(() => Task.FromResult(condition()), what);

    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var end = DateTime.UtcNow + Deadline;
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < end, what());
            await Task.Delay(5, Ct);
        }
    }

    /// <summary>Moves a clock on for as long as something that looks at it has not ended.</summary>
    public static async Task DriveAsync(this FakeTimeProvider clock, Task task)
    {
        var end = DateTime.UtcNow + Deadline;
        while (!task.IsCompleted)
        {
            Assert.True(DateTime.UtcNow < end, "The task did not end.");
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(2, Ct);
        }

        await task;
    }
}

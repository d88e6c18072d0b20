using Microsoft.Extensions.Time.Testing;

namespace LxdGen.Tests.Fakes;

/// <summary>Waits for what happens elsewhere, with a deadline that is only ever reached by a bug.</summary>
internal static class Patience
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var end = DateTime.UtcNow + Deadline;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < end, $"{what} did not happen.");
            await Task.Delay(2, Ct);
        }
    }

    /// <summary>Moves a clock on for as long as something that looks at it has not ended.</summary>
    public static async Task DriveAsync(this FakeTimeProvider clock, Task task, TimeSpan? step = null)
    {
        var end = DateTime.UtcNow + Deadline;
        while (!task.IsCompleted)
        {
            Assert.True(DateTime.UtcNow < end, "The task did not end.");
            clock.Advance(step ?? TimeSpan.FromMilliseconds(50));
            await Task.Delay(2, Ct);
        }

        await task;
    }
}

namespace LxdGen.Conformance;

/// <summary>Time for servers that have none to lose: what they give ten seconds for others has a sixth of it.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Haste = 6;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime / Haste, period == Timeout.InfiniteTimeSpan ? period : period / Haste);
}

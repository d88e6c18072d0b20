namespace LxdGen.Raw;

/// <summary>How long to wait before a server that was lost is tried again: not at all, then ever longer, and after a while of peace not at all again.</summary>
internal sealed class Backoff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private DateTimeOffset _until;
    private TimeSpan _next;

    /// <summary>Whether the pause is over.</summary>
    public bool IsOver => clock.GetUtcNow() >= _until;

    /// <summary>Begins a pause, and says how long it is.</summary>
    public TimeSpan Begin() => Begin(TimeSpan.Zero);

    /// <summary>Begins a pause of some length at least, and says how long it is.</summary>
    public TimeSpan Begin(TimeSpan atLeast)
    {
        var now = clock.GetUtcNow();
        var pause = now - _until > Longest ? TimeSpan.Zero : _next;
        _next = pause == TimeSpan.Zero ? First : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, Longest.Ticks));
        pause = pause > atLeast ? pause : atLeast;
        _until = now + pause;
        return pause;
    }
}

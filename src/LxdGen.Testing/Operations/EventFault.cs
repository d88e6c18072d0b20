namespace LxdGen.Testing.Operations;

/// <summary>What goes wrong with the events that are to be told.</summary>
/// <param name="count">With how many.</param>
/// <param name="matches">With which; null for all.</param>
/// <param name="drops">Whether they are lost. If not, they come in reverse order.</param>
internal sealed class EventFault(int count, Func<string, bool>? matches, bool drops)
{
    private readonly Stack<EventFrame> _held = new();
    private int _left = count;

    public bool Matches(EventFrame frame) => _left > 0 && (matches is null || matches(frame.Text));

    /// <summary>What is told in place of an event that matches.</summary>
    public IEnumerable<EventFrame> Take(EventFrame frame)
    {
        _left--;
        if (drops)
            return [];
        _held.Push(frame);
        return _left == 0 ? _held : [];
    }
}

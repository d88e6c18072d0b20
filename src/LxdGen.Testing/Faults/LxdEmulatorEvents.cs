using LxdGen.Testing.Operations;

namespace LxdGen.Testing;

/// <summary>What goes wrong with the events that an emulator tells.</summary>
/// <remarks>Events that nobody listens to do not count. Thread-safe.</remarks>
public sealed class LxdEmulatorEvents
{
    private readonly EventHub _hub;

    internal LxdEmulatorEvents(EventHub hub) => _hub = hub;

    /// <summary>Loses the next events.</summary>
    /// <param name="count">How many; <see cref="int.MaxValue"/> for all.</param>
    /// <param name="matches">Which, by their JSON; null for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public void Drop(int count = 1, Func<string, bool>? matches = null) => Add(count, matches, drops: true);

    /// <summary>Holds the next events back, and tells them in reverse order when all of them have come.</summary>
    /// <param name="count">How many.</param>
    /// <param name="matches">Which, by their JSON; null for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public void Reverse(int count = 2, Func<string, bool>? matches = null) => Add(count, matches, drops: false);

    /// <summary>Cuts the connections of all who listen now.</summary>
    public void Cut() => _hub.Cut();

    private void Add(int count, Func<string, bool>? matches, bool drops)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _hub.Add(new EventFault(count, matches, drops));
    }
}

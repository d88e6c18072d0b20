using LxdGen.Testing.Faults;

namespace LxdGen.Testing;

/// <summary>What goes wrong with requests to an emulator.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class LxdFaults
{
    private readonly List<LxdFault> _all = [];

    internal LxdFaults()
    {
    }

    internal Lock Gate { get; } = new();

    /// <summary>Plans a fault. Of several that match a request, the one that was planned first strikes, and the next when that one is spent.</summary>
    /// <param name="matches">Which requests it strikes. It is asked about one request at a time, and must not wait for another.</param>
    /// <returns>The fault, to be told what it does.</returns>
    public LxdFault On(Func<LxdReceivedRequest, bool> matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        var fault = new LxdFault(this, matches);
        lock (Gate)
            _all.Add(fault);
        return fault;
    }

    /// <summary>Forgets all faults, and lets the operations that they hold go on.</summary>
    public void Clear()
    {
        lock (Gate)
        {
            _all.ForEach(fault => fault.Release());
            _all.Clear();
        }
    }

    internal FaultPlan Strike(LxdReceivedRequest request)
    {
        lock (Gate)
            return _all.Select(fault => fault.Strike(request)).FirstOrDefault(plan => plan is not null) ?? FaultPlan.None;
    }
}

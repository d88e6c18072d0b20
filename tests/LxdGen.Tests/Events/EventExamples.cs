namespace LxdGen.Tests;

/// <summary>What docs/operations-and-events.md shows, as code that compiles.</summary>
internal static class EventExamples
{
    public static async Task WaitAsync(LxdClient lxd, string id, CancellationToken ct)
    {
        foreach (var operation in await lxd.Operations.AllAsync(ct))            // everything the server works on
            Console.WriteLine($"{operation.Id} {operation.Description}: {operation.Status}");

        var job = lxd.Operations.Resume(id);                                    // an id from elsewhere; nothing is sent
        await job.WaitAsync(new Progress<LxdProgress>(p => Console.WriteLine($"{p.Stage} {p.Percent}% {p.BytesPerSecond} B/s")), ct);
    }

    public static async Task ReadAsync(LxdClient lxd, CancellationToken ct)
    {
        await foreach (var e in lxd.Events.ReadAllAsync(new() { Types = [EventType.Lifecycle] }, ct))
        {
            if (e is LxdLifecycleEvent { Data: var happened })
                Console.WriteLine($"{e.Timestamp} {happened.Action} {happened.Source} by {happened.Requestor?.Username}");
            else if (e is LxdEventsMissedEvent)
                Console.WriteLine("Read again what you keep a copy of.");
        }
    }
}

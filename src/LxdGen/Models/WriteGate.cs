namespace LxdGen.Models;

/// <summary>Lets one writer at a time to each object of each server, for the whole process.</summary>
/// <remarks>The server's If-Match is not atomic: of writes that arrive at once, several may pass.</remarks>
internal static class WriteGate
{
    private static readonly Dictionary<string, Turn> Turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn; disposing of the result ends it.</summary>
    public static async Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        Turn? turn;
        lock (Turns)
        {
            if (!Turns.TryGetValue(key, out turn))
                Turns.Add(key, turn = new Turn(key));
            turn.Users++;
        }

        try
        {
            await turn.Semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Forget(turn);
            throw;
        }

        return turn;
    }

    private static void Forget(Turn turn)
    {
        lock (Turns)
        {
            if (--turn.Users == 0)
                Turns.Remove(turn.Key);
        }
    }

    private sealed class Turn(string key) : IDisposable
    {
        public string Key { get; } = key;

        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }

        public void Dispose()
        {
            Semaphore.Release();
            Forget(this);
        }
    }
}

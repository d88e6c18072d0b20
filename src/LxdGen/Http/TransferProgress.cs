namespace LxdGen.Raw;

/// <summary>Counts the bytes of a transfer, and tells of them now and then.</summary>
internal sealed class TransferProgress(string stage, long? total, IProgress<LxdProgress>? progress, long bytes = 0)
{
    /// <summary>How much of a transfer is in memory at a time.</summary>
    public const int PieceLength = 256 * 1024;

    private const long Interval = 1024 * 1024;

    private long _told = bytes;

    public long Bytes { get; private set; } = bytes;

    public void Add(int count)
    {
        Bytes += count;
        if (Bytes - _told >= Interval)
            Tell();
    }

    /// <summary>Tells of what was not told yet.</summary>
    public void End()
    {
        if (Bytes != _told)
            Tell();
    }

    private void Tell()
    {
        _told = Bytes;
        progress?.Report(new LxdProgress(stage, total > 0 ? (int)Math.Min(100, 100 * (decimal)Bytes / total.Value) : null, Bytes, null, null));
    }
}

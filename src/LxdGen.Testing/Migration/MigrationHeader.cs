namespace LxdGen.Testing.Migration;

/// <summary>What a source offers, and what its target answers: the first message of each on <c>control</c>.</summary>
internal sealed record MigrationHeader
{
    // Real servers skip fields that they do not know.
    private const int EmulatorField = 1000;

    private const uint IndexVersion = 1;

    /// <summary>How volumes are sent: 0 as by rsync, 4 as the bytes of a block device.</summary>
    public ulong FileSystem { get; init; }

    public IReadOnlyList<string> SnapshotNames { get; init; } = [];

    public RsyncFeatures Rsync { get; init; }

    /// <summary>Whether only the snapshots that are named are to be sent. A source leaves it out.</summary>
    public bool? IsRefresh { get; init; }

    /// <summary>The driver of an emulator's pool; null from a real server, which does not tell.</summary>
    public string? EmulatedDriver { get; init; }

    public static MigrationHeader Read(byte[] message)
    {
        var fields = ProtobufField.ReadAll(message);
        return new MigrationHeader
        {
            FileSystem = fields.LastOrDefault(field => field.Number == 1).Value,
            SnapshotNames = [.. fields.Where(field => field.Number == 4).Select(field => field.Text)],
            Rsync = fields.Where(field => field.Number == 8).Select(field => RsyncFeatures.Read(field.Bytes)).LastOrDefault(),
            IsRefresh = fields.Where(field => field.Number == 9).Select(field => (bool?)field.Flag).LastOrDefault(),
            EmulatedDriver = fields.Where(field => field.Number == EmulatorField).Select(field => field.Text).LastOrDefault(),
        };
    }

    public byte[] Write()
    {
        var message = new ProtobufWriter();
        message.Number(1, FileSystem);
        foreach (var name in SnapshotNames)
            message.Text(4, name);
        foreach (var name in SnapshotNames)
            message.Message(5, snapshot => Describe(snapshot, name));
        message.Message(8, Rsync.Write);
        if (IsRefresh is { } isRefresh)
            message.Flag(9, isRefresh);
        message.Number(13, IndexVersion);
        if (EmulatedDriver is { } driver)
            message.Text(EmulatorField, driver);
        return message.ToArray();
    }

    // What is to be known of a snapshot comes with the index. Of these fields, real servers miss each that is not there.
    private static void Describe(ProtobufWriter snapshot, string name)
    {
        snapshot.Text(1, name);
        foreach (var field in new[] { 4, 6, 7 })
            snapshot.Number(field, 0);
    }
}

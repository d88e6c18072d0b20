namespace LxdGen.Testing.Migration;

/// <summary>What both sides of a migration let rsync do. Extended attributes are not among it: the emulator keeps none.</summary>
internal readonly record struct RsyncFeatures(bool Deletes, bool Compresses, bool IsBidirectional)
{
    public static RsyncFeatures All { get; } = new(true, true, true);

    public RsyncFeatures And(RsyncFeatures other) =>
        new(Deletes && other.Deletes, Compresses && other.Compresses, IsBidirectional && other.IsBidirectional);

    /// <summary>The options of the program.</summary>
    public IEnumerable<string> Options =>
    [
        .. Deletes ? ["--delete"] : Array.Empty<string>(),
        .. Compresses ? ["--compress", "--compress-level=2"] : Array.Empty<string>(),
    ];

    public static RsyncFeatures Read(byte[] message)
    {
        var fields = ProtobufField.ReadAll(message);
        bool Has(int number) => fields.LastOrDefault(field => field.Number == number).Flag;
        return new RsyncFeatures(Has(2), Has(3), Has(4));
    }

    public void Write(ProtobufWriter message)
    {
        message.Flag(1, false);
        message.Flag(2, Deletes);
        message.Flag(3, Compresses);
        message.Flag(4, IsBidirectional);
    }
}

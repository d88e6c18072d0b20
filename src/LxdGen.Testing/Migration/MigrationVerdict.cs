namespace LxdGen.Testing.Migration;

/// <summary>How it ended on one side: the last message on <c>control</c>.</summary>
/// <param name="IsSuccess">Whether it went well.</param>
/// <param name="Message">What went wrong.</param>
internal sealed record MigrationVerdict(bool IsSuccess, string Message)
{
    public static MigrationVerdict Success { get; } = new(true, "");

    public static MigrationVerdict Read(byte[] message)
    {
        var fields = ProtobufField.ReadAll(message);
        return new MigrationVerdict(fields.LastOrDefault(field => field.Number == 1).Flag, fields.Where(field => field.Number == 2).Select(field => field.Text).LastOrDefault(""));
    }

    public byte[] Write()
    {
        var message = new ProtobufWriter();
        message.Flag(1, IsSuccess);
        message.Text(2, Message);
        return message.ToArray();
    }
}

using System.Text;

namespace LxdGen.Testing.Migration;

/// <summary>Writes a protobuf message, of the few kinds of fields that LXD's have.</summary>
internal sealed class ProtobufWriter
{
    private readonly List<byte> _message = [];

    public void Number(int field, ulong value)
    {
        Variable((ulong)field << 3);
        Variable(value);
    }

    public void Flag(int field, bool value) => Number(field, value ? 1UL : 0);

    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.ToArray());
    }

    public byte[] ToArray() => [.. _message];

    private void Bytes(int field, byte[] bytes)
    {
        const ulong lengthDelimited = 2;
        Variable(((ulong)field << 3) | lengthDelimited);
        Variable((ulong)bytes.Length);
        _message.AddRange(bytes);
    }

    private void Variable(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _message.Add((byte)(value | 0x80));
        _message.Add((byte)value);
    }
}

using System.Text;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Migration;

/// <summary>A field of a protobuf message: a number, or bytes.</summary>
internal readonly record struct ProtobufField(int Number, ulong Value, byte[] Bytes)
{
    public bool Flag => Value != 0;

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>All fields in the order in which they are there.</summary>
    public static IReadOnlyList<ProtobufField> ReadAll(ReadOnlySpan<byte> message)
    {
        var fields = new List<ProtobufField>();
        while (message.Length > 0)
        {
            var tag = Variable(ref message);
            fields.Add(Read((int)(tag >> 3), tag & 7, ref message));
        }

        return fields;
    }

    private static ProtobufField Read(int number, ulong kind, ref ReadOnlySpan<byte> message) => kind switch
    {
        0 => new ProtobufField(number, Variable(ref message), []),
        1 => new ProtobufField(number, 0, Take(ref message, sizeof(ulong))),
        2 => new ProtobufField(number, 0, Take(ref message, Variable(ref message))),
        5 => new ProtobufField(number, 0, Take(ref message, sizeof(uint))),
        _ => throw Invalid,
    };

    private static LxdFailure Invalid => LxdFailure.Internal("proto: cannot parse invalid wire-format data");

    private static ulong Variable(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var octet = Take(ref message, 1)[0];
            value |= (ulong)(octet & 0x7f) << shift;
            if (octet < 0x80)
                return value;
        }

        throw Invalid;
    }

    private static byte[] Take(ref ReadOnlySpan<byte> message, ulong length)
    {
        if (length > (ulong)message.Length)
            throw Invalid;
        var taken = message[..(int)length].ToArray();
        message = message[(int)length..];
        return taken;
    }
}

using System.Buffers;
using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>Reads the header Host without a port that is no number.</summary>
/// <remarks>Kestrel refuses such a port; LXD does not look at it, and pylxd sends <c>localhost:None</c> when it opens a websocket.</remarks>
internal sealed class HostEncoding : Encoding
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => Length(bytes.AsSpan(index, count));

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Latin1.GetChars(bytes, byteIndex, Length(bytes.AsSpan(byteIndex, byteCount)), chars, charIndex);

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static int Length(ReadOnlySpan<byte> host) =>
        host.LastIndexOf((byte)':') is var colon and > 0 && IsWord(host[(colon + 1)..]) ? colon : host.Length;

    private static bool IsWord(ReadOnlySpan<byte> port) => !port.IsEmpty && Ascii.IsValid(port) && port.IndexOfAnyExcept(Letters) < 0;
}

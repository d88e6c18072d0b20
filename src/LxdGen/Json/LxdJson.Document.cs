using System.Text;
using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>The JSON of LXD's API, read and written token by token. Used by the code that the templates make.</summary>
public static partial class LxdJson
{
    // LXD's own replies are a handful of levels deep; more is a mistake or an attack on the stack.
    private const int MaxDepth = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads one JSON document.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="utf8">The document.</param>
    /// <returns>The value.</returns>
    /// <exception cref="LxdMalformedReplyException">It is not JSON, or not that of a <typeparamref name="T"/>; <see cref="LxdMalformedReplyException.JsonPath"/> says where.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8)
        where T : ILxdJson<T> => Parse(utf8, T.ReadJson);

    /// <summary>Reads one JSON document.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="utf8">The document.</param>
    /// <param name="read">Reads the value that starts at the reader's current token.</param>
    /// <returns>What <paramref name="read"/> returned.</returns>
    /// <exception cref="LxdMalformedReplyException">It is not JSON, or <paramref name="read"/> found something else than it expected.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8, ReadValue<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Parse(utf8, read, static (reader, read) => read(reader));
    }

    /// <summary>Reads one JSON document with a function that needs no closure for what it is to know.</summary>
    internal static T Parse<T, TState>(ReadOnlyMemory<byte> utf8, TState state, Func<JsonReader, TState, T> read)
    {
        using var reader = OpenReader(utf8);
        try
        {
            Advance(reader);
            var value = read(reader, state);
            if (reader.Read())
                throw Unexpected(reader, "the end of the document");
            return value;
        }
        catch (JsonReaderException e)
        {
            // Not its message: that quotes values.
            var reason = reader.Depth > MaxDepth ? $"nested more than {MaxDepth} levels deep" : "broken";
            throw new LxdMalformedReplyException($"The JSON is {reason} (line {e.LineNumber}, position {e.LinePosition}).", e.Path ?? reader.Path);
        }
        catch (DecoderFallbackException)
        {
            throw new LxdMalformedReplyException("The JSON is not UTF-8.", reader.Path);
        }
    }

    /// <summary>Writes one JSON document.</summary>
    /// <param name="value">What to write.</param>
    /// <returns>UTF-8 without a byte order mark.</returns>
    public static byte[] ToUtf8(ILxdJson value)
    {
        ArgumentNullException.ThrowIfNull(value);
        using var text = new Utf8TextWriter(Utf8);
        using (var writer = new JsonTextWriter(text) { ArrayPool = CharPool.Shared, CloseOutput = false })
            value.WriteJson(writer);
        return text.ToArray();
    }

    private static JsonTextReader OpenReader(ReadOnlyMemory<byte> utf8) =>
        new(new Utf8TextReader(utf8))
        {
            ArrayPool = CharPool.Shared,
            PropertyNameTable = NameCache.Shared,
            MaxDepth = MaxDepth,
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Double,
        };
}

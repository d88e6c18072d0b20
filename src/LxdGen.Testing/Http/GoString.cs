using System.Buffers;
using System.Globalization;
using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>Strings as Go reads them in JSON, and bytes as it quotes them in complaints.</summary>
internal static class GoString
{
    /// <summary>What is in a string literal that was found right. Half a surrogate pair is read as the replacement character.</summary>
    /// <param name="literal">What is between the quotes, a byte a character.</param>
    public static string Decode(ReadOnlySpan<char> literal)
    {
        var octets = new ArrayBufferWriter<byte>(literal.Length + 4);
        Span<byte> encoded = stackalloc byte[4];
        while (!literal.IsEmpty)
        {
            if (literal[0] != '\\')
            {
                octets.Write([(byte)literal[0]]);
                literal = literal[1..];
                continue;
            }

            var rune = Unescape(literal, out var length);
            octets.Write(encoded[..rune.EncodeToUtf8(encoded)]);
            literal = literal[length..];
        }

        return Encoding.UTF8.GetString(octets.WrittenSpan);
    }

    public static string Quote(char octet) => octet switch
    {
        '\'' => @"'\''",
        '"' => "'\"'",
        '\\' => @"'\\'",
        '\a' => @"'\a'",
        '\b' => @"'\b'",
        '\f' => @"'\f'",
        '\n' => @"'\n'",
        '\r' => @"'\r'",
        '\t' => @"'\t'",
        '\v' => @"'\v'",
        < ' ' or '\u007f' => string.Create(CultureInfo.InvariantCulture, $@"'\x{(int)octet:x2}'"),
        (>= '\u0080' and <= '\u00a0') or '\u00ad' => string.Create(CultureInfo.InvariantCulture, $@"'\u{(int)octet:x4}'"),
        _ => $"'{octet}'",
    };

    /// <summary>A text in quotes, with what cannot be printed escaped.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append((char)rune.Value),
                _ when IsPrintable(rune) => quoted.Append(rune),
                < 0x80 => quoted.Append(Quote((char)rune.Value).Trim('\'')),
                <= 0xffff => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private static Rune Unescape(ReadOnlySpan<char> escape, out int length)
    {
        length = 2;
        const string letters = "bfnrt";
        if (letters.IndexOf(escape[1], StringComparison.Ordinal) is >= 0 and var i)
            return new Rune("\b\f\n\r\t"[i]);
        if (escape[1] != 'u')
            return new Rune(escape[1]);
        length = 6;
        var first = Unit(escape);
        if (Rune.TryCreate(first, out var single))
            return single;
        if (escape[6..] is not ['\\', 'u', ..] || !Rune.TryCreate(first, Unit(escape[6..]), out var pair))
            return Rune.ReplacementChar;
        length = 12;
        return pair;
    }

    private static char Unit(ReadOnlySpan<char> escape) => (char)ushort.Parse(escape[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

using System.Runtime.CompilerServices;
using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>Reads the first JSON value of a body, and complains as Go does. What follows it does not matter.</summary>
/// <param name="json">The body, a byte a character, so that a complaint names the byte.</param>
internal sealed class GoReader(string json)
{
    private const int MaxDepth = 10_000;

    private int _at;
    private int _depth;

    public static GoValue Read(ReadOnlySpan<byte> json)
    {
        var reader = new GoReader(Encoding.Latin1.GetString(json));
        reader.SkipSpace();
        if (reader.IsAtEnd)
            throw LxdFailure.BadRequest("EOF");
        return reader.ReadValue();
    }

    private bool IsAtEnd => _at >= json.Length;

    private char Current => IsAtEnd ? throw LxdFailure.BadRequest("unexpected EOF") : json[_at];

    private GoValue ReadValue()
    {
        SkipSpace();
        var start = _at;
        return Current switch
        {
            '{' => ReadObject(start),
            '[' => ReadArray(start),
            '"' => ReadText(start),
            '-' or (>= '0' and <= '9') => ReadNumber(start),
            't' => ReadLiteral("true", GoValue.Bool),
            'f' => ReadLiteral("false", GoValue.Bool),
            'n' => ReadLiteral("null", GoValue.Null),
            _ => throw Unexpected("looking for beginning of value"),
        };
    }

    private GoValue ReadObject(int start)
    {
        Enter();
        var fields = new List<KeyValuePair<string, GoValue>>();
        if (!TakeAfterSpace('}'))
        {
            do
            {
                SkipSpace();
                if (Current != '"')
                    throw Unexpected("looking for beginning of object key string");
                var name = ReadString();
                if (!TakeAfterSpace(':'))
                    throw Unexpected("after object key");
                fields.Add(new(name, ReadValue()));
            }
            while (TakeAfterSpace(','));
            if (!TakeAfterSpace('}'))
                throw Unexpected("after object key:value pair");
        }

        _depth--;
        return new GoValue(GoValue.Object, Sent(start), Fields: fields);
    }

    private GoValue ReadArray(int start)
    {
        Enter();
        var items = new List<GoValue>();
        if (!TakeAfterSpace(']'))
        {
            do
                items.Add(ReadValue());
            while (TakeAfterSpace(','));
            if (!TakeAfterSpace(']'))
                throw Unexpected("after array element");
        }

        _depth--;
        return new GoValue(GoValue.Array, Sent(start), Items: items);
    }

    private GoValue ReadNumber(int start)
    {
        if (Current == '-')
            _at++;
        if (Current == '0')
            _at++;
        else
            ReadDigits("in numeric literal");
        if (!IsAtEnd && Current == '.')
        {
            _at++;
            ReadDigits("after decimal point in numeric literal");
        }

        if (!IsAtEnd && (Current is 'e' or 'E'))
        {
            _at++;
            if (Current is '+' or '-')
                _at++;
            ReadDigits("in exponent of numeric literal");
        }

        return new GoValue(GoValue.Number, Sent(start));
    }

    private void ReadDigits(string where)
    {
        if (!char.IsAsciiDigit(Current))
            throw Unexpected(where);
        while (!IsAtEnd && char.IsAsciiDigit(Current))
            _at++;
    }

    private GoValue ReadLiteral(string literal, string kind)
    {
        foreach (var expected in literal)
        {
            if (Current != expected)
                throw Unexpected($"in literal {literal} (expecting '{expected}')");
            _at++;
        }

        return new GoValue(kind, literal);
    }

    private GoValue ReadText(int start)
    {
        var text = ReadString();
        return new GoValue(GoValue.String, Sent(start), text);
    }

    private string ReadString()
    {
        var start = _at;
        for (_at++; Current != '"'; _at++)
        {
            if (Current < ' ')
                throw Unexpected("in string literal");
            if (Current == '\\')
                PassEscape();
        }

        _at++;
        return GoString.Decode(json.AsSpan((start + 1)..(_at - 1)));
    }

    private void PassEscape()
    {
        _at++;
        if (!"bfnrt\\/\"u".Contains(Current, StringComparison.Ordinal))
            throw Unexpected("in string escape code");
        for (var digits = Current == 'u' ? 4 : 0; digits > 0; digits--)
        {
            _at++;
            if (!char.IsAsciiHexDigit(Current))
                throw Unexpected("in \\u hexadecimal character escape");
        }
    }

    private void Enter()
    {
        // Not all systems give a thread room for so many.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _at++;
        if (++_depth > MaxDepth)
            throw LxdFailure.BadRequest("exceeded max depth");
    }

    private bool TakeAfterSpace(char wanted)
    {
        SkipSpace();
        if (Current != wanted)
            return false;
        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (!IsAtEnd && Current is ' ' or '\t' or '\r' or '\n')
            _at++;
    }

    private string Sent(int start) => json[start.._at];

    private LxdFailure Unexpected(string where) => LxdFailure.BadRequest($"invalid character {GoString.Quote(Current)} {where}");
}

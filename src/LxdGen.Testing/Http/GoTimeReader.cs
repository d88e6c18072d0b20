using System.Globalization;

namespace LxdGen.Testing.Http;

/// <summary>Reads one time, part by part, and complains of the part that is wrong as Go does.</summary>
/// <param name="json">The time as it was sent, with its quotes.</param>
internal sealed class GoTimeReader(string json)
{
    private const string Layout = "\"2006-01-02T15:04:05Z07:00\"";
    private const int MaxFraction = 9;

    private readonly string _json = json;
    private string _rest = json;

    public string Read()
    {
        Skip('"');
        var year = Digits(4, "2006");
        Skip('-');
        var month = InRange(Digits(2, "01"), 1, 12, "month");
        Skip('-');
        var day = Digits(2, "02");
        Skip('T');
        var hour = InRange(Hour(), 0, 23, "hour");
        Skip(':');
        var minute = InRange(Digits(2, "04"), 0, 59, "minute");
        Skip(':');
        var second = InRange(Digits(2, "05"), 0, 59, "second");
        var fraction = Fraction();
        var zone = Zone();
        Skip('"');
        // .NET knows no year 0, which is a leap year as 4 is.
        InRange(day, 1, DateTime.DaysInMonth(year == 0 ? 4 : year, month), "day");
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}T{hour:00}:{minute:00}:{second:00}{fraction}{zone}");
    }

    private void Skip(char expected)
    {
        if (_rest is not [var first, ..] || first != expected)
            throw Unexpected(expected.ToString());
        _rest = _rest[1..];
    }

    private int Digits(int count, string part)
    {
        if (_rest.Length < count || _rest.AsSpan(0, count).ContainsAnyExceptInRange('0', '9'))
            throw Unexpected(part);
        return Take(count);
    }

    // The one part that may have a digit less.
    private int Hour() => _rest is [>= '0' and <= '9', ':', ..] ? Take(1) : Digits(2, "15");

    private int Take(int count)
    {
        var number = int.Parse(_rest.AsSpan(0, count), CultureInfo.InvariantCulture);
        _rest = _rest[count..];
        return number;
    }

    private string Fraction()
    {
        if (_rest is not ['.' or ',', >= '0' and <= '9', ..])
            return "";
        var digits = new string([.. _rest.Skip(1).TakeWhile(char.IsAsciiDigit)]);
        _rest = _rest[(digits.Length + 1)..];
        var kept = digits[..Math.Min(digits.Length, MaxFraction)].TrimEnd('0');
        return kept.Length == 0 ? "" : $".{kept}";
    }

    private string Zone()
    {
        if (_rest is ['Z', ..])
        {
            _rest = _rest[1..];
            return "Z";
        }

        if (_rest is not [('+' or '-') and var sign, var h1, var h2, ':', var m1, var m2, ..] || new[] { h1, h2, m1, m2 }.Any(digit => !char.IsAsciiDigit(digit)))
            throw Unexpected("Z07:00");
        _rest = _rest[6..];
        return (h1, h2, m1, m2) is ('0', '0', '0', '0') ? "Z" : $"{sign}{h1}{h2}:{m1}{m2}";
    }

    private int InRange(int value, int min, int max, string part) =>
        value >= min && value <= max ? value : throw LxdFailure.BadRequest($"parsing time {GoTime.Quote(_json)}: {part} out of range");

    private LxdFailure Unexpected(string part) =>
        LxdFailure.BadRequest($"parsing time {GoTime.Quote(_json)} as {GoTime.Quote(Layout)}: cannot parse {GoTime.Quote(_rest)} as {GoTime.Quote(part)}");
}

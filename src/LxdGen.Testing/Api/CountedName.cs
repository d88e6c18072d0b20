using System.Globalization;

namespace LxdGen.Testing.Api;

/// <summary>The name that the server finds where none is given: a word and the number after the highest there is.</summary>
internal static class CountedName
{
    public static string After(IEnumerable<string> names, string word)
    {
        var numbers = names.Where(name => name.StartsWith(word, StringComparison.Ordinal)).Select(name => NumberIn(name.AsSpan(word.Length)));
        return string.Create(CultureInfo.InvariantCulture, $"{word}{numbers.DefaultIfEmpty(-1).Max() + 1}");
    }

    private static int NumberIn(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

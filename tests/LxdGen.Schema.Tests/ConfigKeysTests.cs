using System.Text.RegularExpressions;

namespace LxdGen.Schema.Tests;

/// <summary>config-keys.yaml: the SDK reads a small part of YAML only, and what it cannot read it would pass over.</summary>
public partial class ConfigKeysTests
{
    private static readonly string Text = Yaml.Text("config-keys.yaml");

    [Fact]
    public void Every_line_is_of_a_form_that_the_SDK_reads() => Rule.None(Unreadable(Text));

    [Theory]
    [InlineData("pool:\r\n")]
    [InlineData("pool: # of a member\n")]
    [InlineData("pool:\n  size:\n    scope: member\n")]
    [InlineData("pool:\n  size: { scope: members }\n")]
    [InlineData("pool:\n  \"size\": { scope: member }\n")]
    public void A_line_of_another_form_is_noticed(string text) => Assert.NotEmpty(Unreadable(text));

    [Fact]
    public void Keys_are_in_order_and_none_is_there_twice() => Rule.None(OutOfOrder(Text));

    [Theory]
    [InlineData("  b: { scope: member }\n  a: { scope: member }\n", "a")]
    [InlineData("  a: { scope: member }\n  a: { scope: member }\n", "a")]
    public void A_key_out_of_order_is_noticed(string keys, string offender) => Assert.Equal([offender], OutOfOrder($"pool:\n{keys}"));

    private static IEnumerable<string> Unreadable(string text) => text.Split('\n').Where(line => !Readable().IsMatch(line));

    private static IEnumerable<string> OutOfOrder(string text)
    {
        var keys = Key().Matches(text).Select(match => match.Groups["key"].Value).ToList();
        return keys.Zip(keys.Skip(1)).Where(pair => string.CompareOrdinal(pair.First, pair.Second) >= 0).Select(pair => pair.Second);
    }

    [GeneratedRegex(@"\A(#.*|\w+:|  [\w.]+: \{ scope: member \}|)\z")]
    private static partial Regex Readable();

    [GeneratedRegex(@"^  (?<key>[\w.]+):", RegexOptions.Multiline)]
    private static partial Regex Key();
}

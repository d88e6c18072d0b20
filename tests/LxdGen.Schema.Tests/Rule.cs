namespace LxdGen.Schema.Tests;

/// <summary>A rule is a function that finds what breaks it.</summary>
internal static class Rule
{
    public static void Holds(Func<Schema, IEnumerable<string>> offenders) => None(offenders(Schema.Shipped));

    public static void None(IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, $"Broken by {all.Count}:\n  {string.Join("\n  ", all)}");
    }

    /// <summary>A damage done to the sample is noticed, and nothing else is.</summary>
    public static void Notices(Func<Schema, IEnumerable<string>> offenders, Schema damaged, params string[] expected)
    {
        None(offenders(Schema.Sample));
        Assert.Equal(expected, offenders(damaged));
    }
}

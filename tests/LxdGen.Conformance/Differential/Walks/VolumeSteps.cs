using static LxdGen.Conformance.Differential.Walks.Chance;
using static LxdGen.Conformance.Differential.Walks.Dice;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with volumes.</summary>
internal static class VolumeSteps
{
    private static readonly string[] Filters =
    [
        "name eq a", "name ne a", "NAME eq a", "name EQ a", "name == a", "name NE a", "name  eq  a", "name eq \"a\"", "description eq d1", "description eq \"d 1\"", "description ne \"d 1\"", "config.user.a eq 1", "config.user.a ne 1", "config.user.b eq x",
        "config eq x", "config ne x", "name eq", "name", "not", "not name", "bogus eq a", "bogus ne a", "not bogus eq a", "not name eq A", "NOT name eq a", "not not name eq a", "name eq a or name eq b", "name eq a OR name eq b",
        "name eq a and description eq d1", "name eq b or name eq a and description eq d1", "name eq a and", "name eq a xor name eq b", "name eq a name", "or name eq a", "name eq .*", "name eq ^a", "name eq b$", "name eq [", "name eq (a|b)", "name eq (?=a)",
        "name.x eq a", "type eq custom", "content_type eq block", "location eq none", "project eq pw", "created_at eq x", "used_by ne x", "'name eq a' eq b", "name eq 'a", "name eq ü", "\"", "name eq a%",
    ];

    public static Step New(Dice dice)
    {
        // The backup of a large block volume takes minutes.
        var isBlock = dice.Next(6) == 0;
        var config = Dice.Config(isBlock ? dice.Of("\"size\":\"8MiB\"", "\"size\":\"8MiB\",\"user.a\":\"1\"", "\"size\":\"8MiB\",\"security.shifted\":\"true\"") : Config(dice));
        var name = ("name", (string?)dice.Of([.. Volumes, "", "x/y"]));
        var source = dice.Next(4) switch
        {
            0 => ("source!", $$"""{"type":"copy","pool":"{{dice.Of(dice.Pools)}}","name":"{{dice.Of([.. Volumes, "a/s0", ""])}}","volume_only":{{dice.Of("true", "false")}},"refresh":{{dice.Of("true", "false", "false")}}}"""),
            1 => ("source!", dice.Of(null, "{}", """{"type":"bogus"}""", """{"type":"migration"}""", "1")),
            _ => ("source!", (string?)null),
        };
        return dice.Send("POST", $"{PoolPath(dice.Of(dice.Pools))}/volumes{dice.Of("/custom", "/custom", "/custom", "/custom", "/image", "/foo", "")}", Fields(name, ("description", dice.Description()), ("content_type", isBlock ? "block" : dice.Of(null, null, null, "iso")), ("type", dice.Of(null, "custom")), source, config));
    }

    public static Step Next(Dice dice)
    {
        var path = dice.VolumePath();
        return dice.Next(12) switch
        {
            0 or 1 or 2 => dice.Send("GET", path),
            3 or 4 => dice.Edit("PUT", path, Fields(("description", dice.Description()), Dice.Config(Config(dice)), ("restore", dice.Of(null, null, null, "s0", "s1")))),
            5 or 6 => dice.Edit("PATCH", path, Fields(("description", dice.Description()), Dice.Config(Config(dice)))),
            7 or 8 => dice.Send("POST", path, Fields(("name", dice.Of([.. Volumes, "", "x/y"])), ("pool", dice.Of([null, null, .. dice.Pools])), ("project", dice.Of(null, null, null, null, "pw", "nope")))),
            9 => dice.Send("DELETE", path),
            10 => dice.Send("GET", $"{path}{dice.Of("", "%2Fs0")}/state"),
            _ => dice.Send("GET", $"{PoolPath(dice.Of(dice.Pools))}/volumes/{dice.Of("custom", "image", "container", "foo")}/{dice.Of("a", "a%2Fs0")}"),
        };
    }

    public static Step List(Dice dice) =>
        dice.Send("GET", $"{PoolPath(dice.Of(dice.Pools))}/volumes{dice.Of("", "/custom", "/image", "/foo")}?recursion={dice.Of("0", "1")}{dice.Of("", "", "&project=nope", "&all-projects=true", "&all-projects=1", Filter(dice), Filter(dice), Filter(dice))}");

    private static string Filter(Dice dice) => $"&filter={Uri.EscapeDataString(dice.Of(Filters))}";

    private static string? Config(Dice dice) => dice.Of(
        null, null, "", "\"user.a\":\"1\"", "\"user.a\":\"1\",\"user.b\":\"<&>\"", "\"size\":\"10MiB\"", "\"size\":\"20MiB\"", "\"size\":\"abc\"", "\"size\":\"0\"", "\"size\":\"99999999999999999999\"", "\"bogus\":\"1\"", "\"bogus\":\"\"", "\"user.a\":\"\"", "\"size\":\"\"", "\"security.shifted\":\"true\"",
        "\"security.shifted\":\"true\",\"security.unmapped\":\"on\"", "\"security.shifted\":\"maybe\"", "\"snapshots.schedule\":\"x\"", "\"snapshots.schedule\":\"@daily, @hourly\"", "\"snapshots.schedule\":\"@bogus\"", "\"snapshots.schedule\":\"61 * * * *\"", "\"snapshots.schedule\":\"a * * * *\"", "\"snapshots.schedule\":\"*/5 1-3 1 jan,feb sun\"",
        "\"snapshots.pattern\":\"p%d\"", "\"snapshots.expiry\":\"1M 2d\"", "\"snapshots.expiry\":\"1x\"");
}

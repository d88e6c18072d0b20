using static LxdGen.Conformance.Differential.Walks.Chance;

namespace LxdGen.Conformance.Differential.Walks;

/// <summary>What is done with the members of a cluster. None of them leaves it, and only <c>n2</c> is called otherwise for a while.</summary>
internal static class MemberSteps
{
    private const string All = "/1.0/cluster/members";

    private static readonly string[] Names = ["n1", "n2", "n2", "n3", "q", "q", "n9"];
    private static readonly string[] Configs = ["", "\"scheduler.instance\":\"manual\"", "\"scheduler.instance\":\"x\"", "\"scheduler.instance\":\"\"", "\"user.a\":\"1\"", "\"user.b\":\"2\"", "\"user.a\":\"\"", "\"user.a\":null", "\"bogus\":\"\"", "\"user.\":\"1\""];
    private static readonly string[] Roles = ["[\"database\"]", "[\"database\"]", "[\"database\",\"event-hub\"]", "[\"ovn-chassis\",\"database\",\"event-hub\"]", "[\"event-hub\",\"database\",\"ovn-chassis\"]", "[\"database-leader\",\"database\"]", "[\"database\",\"x\"]", "[\"database\",\"event-hub\",\"event-hub\"]", "[]", "null"];
    private static readonly string[] Groups = ["[\"default\"]", "[\"default\"]", "[\"default\"]", "[\"default\",\"default\"]", "[\"x\"]", "[]", "[null]"];

    public static Step Next(Chance chance)
    {
        var path = $"{All}/{chance.Of(Names)}";
        return chance.Next(15) switch
        {
            0 or 1 => chance.Send("GET", path),
            2 => chance.Send("GET", $"{All}{chance.Of("", "?recursion=1")}"),
            3 or 4 or 5 => chance.Edit("PUT", path, Body(chance)),
            6 or 7 => chance.Edit("PATCH", path, Body(chance)),
            8 or 9 => chance.Send("POST", $"{All}/n2", Fields(("server_name", chance.Of("q", "q", "n1", "n2", "n3")))),
            10 => chance.Send("POST", $"{All}/{chance.Of("q", "q", "n9")}", Fields(("server_name", chance.Of("n2", "n2", "n2", "n1", "q")))),
            11 => chance.Send(chance.Of("PUT", "PATCH"), path, chance.Of("", "null", "[]", "{\"roles\":1}", "{\"roles\":[1]}", "{\"config\":1}", "{\"groups\":\"x\"}", "{\"failure_domain\":[]}")),
            12 => chance.Send("PUT", "/1.0/cluster", chance.Of("", "[]", "{\"enabled\":true}", "{\"server_name\":\"x\"}", "{\"enabled\":true,\"server_name\":\"@x\"}", "{\"enabled\":1}", "{\"enabled\":true,\"server_name\":\"x\",\"cluster_address\":\"127.0.0.1:1\"}", "{\"enabled\":true,\"server_name\":\"x\",\"cluster_address\":\"127.0.0.1:1\",\"cluster_certificate\":\"x\"}")),
            // One that is called nothing is found no more.
            13 => chance.Send("POST", path, chance.Of("", "[]", "{\"server_name\":1}")),
            _ => chance.Send("DELETE", $"{All}/{chance.Of("n9", "none", "n9?force=1")}"),
        };
    }

    private static string Body(Chance chance) => Fields(
        ("roles!", chance.Of([.. Roles, null])), ("failure_domain", chance.Of("default", "default", "az1", "a b", "", null)), ("description", chance.Description()), Config(chance.Of([null, .. Configs])), ("groups!", chance.Of([.. Groups, null])));
}

using System.Text;

namespace LxdGen.Coverage.Tests;

/// <summary>docs/coverage.md is what the schema, the SDK and the tests make of it. LXDGEN_ACCEPT=1 writes it.</summary>
public sealed class CoveragePageTests
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "coverage.md");

    /// <summary>The extensions that LXD 5.0 lacks, as a test against it says too. What needs them is proven on a server that is played.</summary>
    private static readonly string[] LackedByRealLxd = ["storage_buckets", "storage_volumes_all"];

    /// <summary>What is served by a raw client alone, and why.</summary>
    private static readonly Dictionary<string, string> RawOnly = new()
    {
        ["POST /1.0/storage-pools/{poolName}/volumes"] = "the raw client; `StorageVolumeCollection.CreateAsync` posts to `.../volumes/{type}`, which does the same",
    };

    public static TheoryData<string> Calls => [.. Endpoint.All.Select(endpoint => endpoint.Call)];

    [Theory, MemberData(nameof(Calls))]
    public void Every_endpoint_has_a_raw_method_a_member_and_a_proof(string call)
    {
        var endpoint = Endpoint.All.Single(endpoint => endpoint.Call == call);

        Assert.True(endpoint.RawMethods.Count > 0, $"No method of a raw client calls {call}.");
        Assert.True(endpoint.Members.Count > 0 || RawOnly.ContainsKey(call), $"The documentation of no public member names <c>{call}</c>.");
        Assert.True(endpoint.Proofs.Count > 0, $"No test has [Proves(\"{call}\")].");
        Assert.True(endpoint.Proofs.Any(proof => proof.IsOnRealLxd) || LackedByRealLxd.Contains(endpoint.Extension), $"{call} is not proven on a real LXD, which has it.");
    }

    [Fact]
    public void What_is_served_by_a_raw_client_alone_has_no_member() =>
        Assert.All(RawOnly.Keys, call => Assert.Empty(Endpoint.All.Single(endpoint => endpoint.Call == call).Members));

    [Fact]
    public void Every_proof_is_of_an_endpoint_of_the_schema() =>
        Assert.All(Proof.All, proof => Assert.Contains(proof.Call, Endpoint.All.Select(endpoint => endpoint.Call)));

    [Fact]
    public async Task The_page_is_up_to_date()
    {
        var page = Page();
        if (Environment.GetEnvironmentVariable("LXDGEN_ACCEPT") == "1")
            await System.IO.File.WriteAllTextAsync(File, page, TestContext.Current.CancellationToken);
        var text = (await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        Assert.True(text == page, "docs/coverage.md is stale. Run this test with LXDGEN_ACCEPT=1 to write it anew, and read the difference.");
    }

    private static string Page()
    {
        var page = new StringBuilder("""
            # What is covered

            Every endpoint of `schema/lxd-storage.yaml`: the method of the raw client that calls it, the members that do so for
            you, the API extension that the server needs for it, and the tests that prove it. A test of
            `tests/LxdGen.Coverage.Tests` makes this page from the schema, the SDK's documentation and the `[Proves]` attributes
            of the tests, and fails when it is stale. A test with `[Proves]` fails when it does not send the request.

            Tests run against a real LXD 5.0.2, but where it lacks the API extension: there the server is played ("played").


            """.ReplaceLineEndings("\n"));
        foreach (var group in Endpoint.All.GroupBy(endpoint => endpoint.Call[(endpoint.Call.IndexOf(' ') + 1)..]))
        {
            page.Append($"## `{group.Key}`\n\n| | extension | raw client | members | proof |\n|---|---|---|---|---|\n");
            foreach (var endpoint in group)
            {
                var members = endpoint.Members.Count > 0 ? Code(endpoint.Members) : RawOnly.GetValueOrDefault(endpoint.Call, "");
                var proofs = endpoint.Proofs.Select(proof => $"`{proof.Test}`{(proof.IsOnRealLxd ? "" : " (played)")}");
                page.Append($"| {endpoint.Call.Split(' ')[0]} | {(endpoint.Extension is null ? "none" : $"`{endpoint.Extension}`")} | {Code(endpoint.RawMethods)} | {members} | {string.Join("<br>", proofs)} |\n");
            }

            page.Append('\n');
        }

        return $"{page.ToString().TrimEnd()}\n";
    }

    private static string Code(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));
}

namespace LxdGen.Conformance.Differential;

/// <summary>Random walks on an emulated cluster and on a real one, answer by answer.</summary>
public sealed class ClusterDifferentialTests(LxdClusterFixture fixture)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task The_emulator_answers_as_the_first_member_does(int seed) =>
        Assert.Null(await DifferentialTests.CompareAsync(await fixture.RequireAsync(), seed));
}

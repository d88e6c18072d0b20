using LxdGen.Generator.Tests.Harness;

namespace LxdGen.Generator.Tests;

/// <summary>What the generator writes, whole files. Each also compiles without a warning, its documentation included.</summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData("Library.Shelf")]
    [InlineData("Library.Box")]
    [InlineData("Library.Folder")]
    [InlineData("Library.Sheet")]
    [InlineData("Library.Desk.Drawer.Card")]
    [InlineData("Library.Desks.Ticket")]
    [InlineData("Gauge")]
    public void Writes_a_model_of_a_made_up_library_as_a_person_would(string model)
    {
        var run = GeneratorRun.Of(TestFiles.Library());

        run.AssertCompiles();
        Verify(run, model);
    }

    // The very files of the SDK, compiled against the SDK: the classes shadow those in the assembly (CS0436), whose
    // collections take their own kind only (CS1503).
    [Theory]
    [InlineData("StoragePool")]
    [InlineData("StorageResources")]
    public void Writes_a_model_of_the_SDK_as_a_person_would(string model)
    {
        var run = GeneratorRun.Of(TestFiles.Read("Models", "StoragePool.cs"), TestFiles.Read("Models", "StorageResources.cs"));
        var complaints = run.CompilerComplaints.Where(complaint => complaint.Id is not ("CS0436" or "CS1503"));

        Assert.Empty(run.Diagnostics.Concat(complaints));
        Verify(run, $"LxdGen.{model}");
    }

    private static void Verify(GeneratorRun run, string model)
    {
        var source = Assert.Single(run.Result.GeneratedSources, source => source.HintName == $"{model}.g.cs");
        Snapshot.Verify(model, source.SourceText.ToString());
    }
}

using LxdGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LxdGen.Generator.Tests;

/// <summary>What an edit makes the generator do again, and what it keeps in the meantime.</summary>
public sealed class IncrementalityTests
{
    private static readonly IncrementalStepRunReason[] Kept = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    private readonly CSharpCompilation _library = GeneratorRun.Compile(TestFiles.Library());

    [Fact]
    public void Writes_nothing_again_after_an_edit_of_another_file() =>
        Assert.All(Outputs(_library.AddSyntaxTrees(GeneratorRun.Parse("public class Unrelated;", 99))), reason => Assert.Contains(reason, Kept));

    [Fact]
    public void Writes_nothing_again_after_a_comment_in_the_model_itself() =>
        Assert.All(Outputs(Edit("/// <summary>A model with three", "// A comment\n/// <summary>A model with three")), reason => Assert.Contains(reason, Kept));

    [Fact]
    public void Writes_nothing_again_after_an_edit_inside_a_member_of_the_model() =>
        Assert.All(Outputs(Edit("IsLocked ?? true", "IsLocked ?? false")), reason => Assert.Contains(reason, Kept));

    [Theory]
    [InlineData("Books", "Volumes")]
    [InlineData("\"height\"", "\"tallness\"")]
    [InlineData("shelves/{shelfName}\")]\n    Task<LxdReply<", "racks/{shelfName}\")]\n    Task<LxdReply<")]
    public void Writes_the_one_model_again_that_an_edit_is_about(string before, string after) =>
        Assert.Single(Outputs(Edit(before, after)), reason => reason == IncrementalStepRunReason.Modified);

    [Fact]
    public void Takes_a_file_away_with_its_model() =>
        Assert.Single(Outputs(Edit("[LxdModel(typeof(ShelfData)", "//")), reason => reason == IncrementalStepRunReason.Removed);

    [Fact]
    public void Keeps_no_symbols_syntax_or_compilations()
    {
        var broken = GeneratorRun.Parse("[LxdGen.LxdModel(typeof(int), typeof(int))] class Broken;", 99);

        ObjectGraph.AssertLight(Values(_library.AddSyntaxTrees(broken), LxdModelGenerator.ParsedStep));
    }

    [Fact]
    public void Finds_equal_code_equal()
    {
        var again = Values(GeneratorRun.Compile(TestFiles.Library()), LxdModelGenerator.ModelStep);

        Assert.Equal(Values(_library, LxdModelGenerator.ModelStep), again);
    }

    private CSharpCompilation Edit(string before, string after)
    {
        var tree = Assert.Single(_library.SyntaxTrees, tree => tree.ToString().Contains(before, StringComparison.Ordinal));
        return _library.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(tree.ToString().Replace(before, after, StringComparison.Ordinal))));
    }

    private List<IncrementalStepRunReason> Outputs(CSharpCompilation edited)
    {
        var reasons = Result(_library, edited).TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason).ToList();
        Assert.NotEmpty(reasons);
        return reasons;
    }

    private static object[] Values(CSharpCompilation compilation, string step) =>
        [.. Result(compilation, compilation).TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Value)];

    private static GeneratorRunResult Result(CSharpCompilation before, CSharpCompilation after) =>
        Assert.Single(GeneratorRun.CreateDriver().RunGenerators(before).RunGenerators(after).GetRunResult().Results);
}

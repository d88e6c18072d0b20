using LxdGen.Generator.Tests.Harness;

namespace LxdGen.Generator.Tests;

/// <summary>Classes that cannot be models, and members that do not fit one.</summary>
public sealed class MisuseTests
{
    private const string Model = "[LxdModel(typeof(BookData), typeof(BookPut), typeof(IBooksClient))] ";
    private const string ReadOnlyModel = "[LxdModel(typeof(BookData), typeof(IBooksClient))] ";
    private const string Isbn = "[LxdPath(\"isbn\")] public string Isbn { get; } ";

    [Theory]
    [InlineData("static partial class Book { [LxdPath(\"isbn\")] private static string Isbn { get; } = \"\"; }", "static")]
    [InlineData("partial class Book<T> { " + Isbn + "}", "generic")]
    [InlineData("partial record Book { " + Isbn + "}", "a record")]
    [InlineData("partial class Book(string isbn) { [LxdPath(\"isbn\")] public string Isbn { get; } = isbn; }", "given a primary constructor")]
    [InlineData("file partial class Book { " + Isbn + "}", "local to its file")]
    public void Reports_a_class_that_cannot_be_a_model(string code, string reason)
    {
        var run = DiagnosticsPage.Run(Model + code);

        Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Id == "LXDGEN003" && diagnostic.GetMessage().Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_a_model_inside_a_generic_type() =>
        Reports("public partial class Library<T> { " + Model + "public partial class Book { " + Isbn + "} }", "LXDGEN003", "Book");

    [Theory]
    [InlineData("partial struct Book { }")]
    [InlineData("partial record struct Book { }")]
    [InlineData("partial interface Book { }")]
    [InlineData("enum Book { }")]
    public void Leaves_what_is_no_class_to_the_compiler(string code) =>
        LeavesToTheCompiler(Model + code);

    [Fact]
    public void Leaves_an_attribute_on_two_parts_of_a_class_to_the_compiler()
    {
        var run = DiagnosticsPage.Run(Model + "partial class Book { " + Isbn + "} " + Model + "partial class Book { }");

        Assert.Empty(run.Diagnostics);
        Assert.Contains(run.CompilerComplaints, complaint => complaint.Id == "CS0579");
    }

    [Theory]
    [InlineData("[LxdPath(\"isbn\")] private static readonly string isbn = \"\";", "isbn", "it is static")]
    [InlineData("[LxdPath(\"isbn\")] public int Isbn { get; }", "Isbn", "it is no string")]
    [InlineData("[LxdPath(\"isbn\")] public string? Isbn { get; }", "Isbn", "it may be null")]
    [InlineData("[LxdPath(\"isbn\")] public required string Isbn { get; init; }", "Isbn", "it is required")]
    [InlineData("public Book() { } [LxdPath(\"isbn\")] public string Isbn { set { } }", "Isbn", "it cannot be read")]
    [InlineData("public Book() { } [LxdPath(\"isbn\")] public string this[int i] => \"\";", "this", "it cannot be read")]
    public void Reports_a_member_that_cannot_supply_a_path_parameter(string member, string token, string reason) =>
        Assert.Contains(reason, Reports(Model + "public partial class Book { " + member + " }", "LXDGEN015", token), StringComparison.Ordinal);

    [Theory]
    [InlineData("[LxdParent] public Shelf? Shelf { get; }", "Shelf", "it may be null")]
    [InlineData("[LxdParent] public static Shelf Shelf { get; } = null!;", "Shelf", "it is static")]
    [InlineData("[LxdParent] public Shelf Shelf => null!;", "Shelf", "the generated constructor cannot set it")]
    [InlineData("[LxdParent] public string Shelf { get; }", "Shelf", "it is no other model")]
    [InlineData("[LxdParent] public Book Shelf { get; }", "Shelf", "it is no other model")]
    [InlineData("[LxdParent] public Shelf One { get; } [LxdParent] public Shelf Two { get; }", "Two", "there is one already")]
    public void Reports_a_member_that_cannot_be_the_parent(string member, string token, string reason) =>
        Assert.Contains(reason, Reports(Model + "public partial class Book { " + Isbn + member + " } " + ReadOnlyModel + "public partial class Shelf { " + Isbn + "}", "LXDGEN016", token), StringComparison.Ordinal);

    [Theory]
    [InlineData("[LxdPath(\"isbn\")] private string Isbn { get; }", "Isbn")]
    [InlineData("[LxdPath(\"isbn\")] protected string Isbn { get; }", "Isbn")]
    [InlineData("[LxdPath(\"isbn\")] public string Isbn { private get; set; }", "Isbn")]
    [InlineData("[LxdPath(\"isbn\")] public string Isbn { get; } [LxdParent] private Book Room { get; }", "Room")]
    public void Reports_a_parent_that_does_not_let_its_name_be_read(string members, string hidden) =>
        Assert.Contains($"its {hidden} cannot be read from here", Reports(
            Model + "public partial class Book { " + Isbn + "[LxdParent] public Shelf Shelf { get; } } " + ReadOnlyModel + "public partial class Shelf { " + members + " }",
            "LXDGEN016",
            "Shelf"), StringComparison.Ordinal);

    [Fact]
    public void Comes_to_an_end_where_two_models_are_each_others_parents() => DiagnosticsPage.Run(
        Model + "public partial class Book { " + Isbn + "[LxdParent] public Shelf Shelf { get; } } " + ReadOnlyModel + "public partial class Shelf { " + Isbn + "[LxdParent] public Book Book { get; } }").AssertCompiles();

    [Fact]
    public void Reports_a_path_parameter_without_a_name_as_not_supplied() =>
        Reports(Model + "public partial class Book { [LxdPath(null!)] public string Isbn { get; } = \"\"; }", "LXDGEN012", "Book");

    [Theory]
    [InlineData("public bool IsDirty => false;", "IsDirty")]
    [InlineData("private static string Fields() => \"\";", "Fields")]
    [InlineData("public enum Endpoint { None }", "Endpoint")]
    [InlineData("public string Title = \"\";", "Title")]
    public void Reports_a_member_that_would_be_generated_too(string member, string token) =>
        Reports(Model + "public partial class Book { " + Isbn + member + " }", "LXDGEN011", token);

    [Theory]
    [InlineData("public bool IsStale => false;", "Base.IsStale")]
    [InlineData("protected virtual string Title => \"\";", "Base.Title")]
    public void Reports_an_inherited_member_that_would_be_generated_too(string member, string name) =>
        Assert.Contains(name, Reports("public class Base { " + member + " } " + Model + "public partial class Book : Base { " + Isbn + "}", "LXDGEN011", "Book"), StringComparison.Ordinal);

    [Fact]
    public void Allows_members_of_a_base_class_that_are_not_generated() =>
        DiagnosticsPage.Run("public abstract class Base { public abstract string Isbn { get; } private bool IsStale => false; public bool Other => IsStale; } "
            + Model + "public partial class Book : Base { [LxdPath(\"isbn\")] public override string Isbn { get; } }").AssertCompiles();

    [Fact]
    public void Allows_the_names_of_verbs_that_the_model_does_not_get() =>
        DiagnosticsPage.Run(ReadOnlyModel + "public partial class Book { " + Isbn + "public bool IsDirty => false; public Task DeleteAsync() => Task.CompletedTask; }").AssertCompiles();

    private static string Reports(string code, string id, string token)
    {
        var run = DiagnosticsPage.Run(code);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((id, token), (diagnostic.Id, run.TextAt(diagnostic)));
        return diagnostic.GetMessage();
    }

    private static void LeavesToTheCompiler(string code)
    {
        var run = DiagnosticsPage.Run(code);
        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.GeneratedTexts);
        Assert.NotEmpty(run.CompilerComplaints);
    }
}

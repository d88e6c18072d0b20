using LxdGen.Generator.Tests.Harness;

namespace LxdGen.Generator.Tests;

/// <summary>Fields of DTOs that are in the way of something.</summary>
public sealed class FieldTests
{
    private const string Model = """
        [LxdModel(typeof(BookData), typeof(BookPut), typeof(IBooksClient))]
        public partial class Book
        {
            [LxdPath("isbn")]
            public string Isbn { get; }
        }

        """;

    [Theory]
    [InlineData("Book")]
    [InlineData("SyncAsync")]
    [InlineData("Endpoint")]
    public void Reports_a_field_called_like_the_model_or_a_generated_member(string name) =>
        Reports(Field("BookData", $"string {name}", "\"\""), "LXDGEN011", "typeof(BookData)");

    [Theory]
    [InlineData("int?", "int")]
    [InlineData("string?", "string")]
    [InlineData("int", "long")]
    [InlineData("string", "IDictionary<string, string>")]
    public void Reports_a_field_that_PUT_cannot_take_back(string data, string put) =>
        Reports(Field("BookData", $"{data} Own", "default!") + Field("BookPut", $"{put} Own", "default!"), "LXDGEN009", "typeof(BookPut)");

    [Theory]
    [InlineData("IReadOnlyList<int>")]
    [InlineData("IDictionary<string, System.Text.Json.JsonElement>")]
    [InlineData("IDictionary<string, IDictionary<string, IDictionary<string, string>>>")]
    [InlineData("IDictionary<string, IDictionary<string, int>>")]
    [InlineData("Uri")]
    public void Reports_a_field_whose_edits_cannot_be_found(string type) =>
        Reports(Field("BookData", $"{type} Own", "default!") + Field("BookPut", $"{type} Own", "default!"), "LXDGEN010", "typeof(BookPut)");

    [Theory]
    [InlineData("string Task")]
    [InlineData("string LxdConfig")]
    [InlineData("string ArgumentNullException")]
    [InlineData("string CancellationToken")]
    [InlineData("string Client")]
    [InlineData("string Model")]
    [InlineData("string _value")]
    public void Compiles_with_a_field_called_like_something_that_generated_code_uses(string field) =>
        DiagnosticsPage.Run(Model + Field("BookData", field, "\"\"") + Field("BookPut", field, "\"\"")
            + Field("BookData", "IDictionary<string, string> Map", "null!") + Field("BookPut", "IDictionary<string, string> Map", "null!")).AssertCompiles();

    [Fact]
    public void Survives_a_field_that_is_there_twice() =>
        DiagnosticsPage.Run(Model + Field("BookPut", "string Title", "\"\"") + Field("BookData", "string Title", "\"\""));

    [Fact]
    public void Makes_no_property_of_what_is_static_private_or_an_indexer() =>
        DiagnosticsPage.Run(Model + Field("BookData", "static string Common", "\"\"")
            + "public partial class BookData { [LxdField(\"x\")] public string this[int i] { get => \"\"; set { } } [LxdField(\"y\")] private string Hidden { get; set; } = \"\"; }").AssertCompiles();

    private static void Reports(string fields, string id, string token)
    {
        var run = DiagnosticsPage.Run(Model + fields);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((id, token), (diagnostic.Id, run.TextAt(diagnostic)));
    }

    private static string Field(string dto, string declaration, string value) =>
        $"public partial class {dto} {{ [LxdField(\"own\")] public {declaration} {{ get; set; }} = {value}; }}\n";
}

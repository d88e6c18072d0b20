using LxdGen.Generator.Tests.Harness;

namespace LxdGen.Generator.Tests;

/// <summary>Types in [LxdModel] that are neither DTOs nor raw clients, or are not of the shape that the templates make.</summary>
public sealed class MisusedTypesTests
{
    private const string Class = " public partial class Book { [LxdPath(\"isbn\")] public string Isbn { get; } = \"\"; }";
    private const string Model = "[LxdModel(typeof(BookData), typeof(BookPut), typeof(IOwnClient))]" + Class;
    private const string Get = "[LxdEndpoint(\"GET\", \"/{isbn}\")] Task<LxdReply<BookData>> GetAsync(string isbn, CancellationToken cancellationToken = default); ";
    private const string Put = "[LxdEndpoint(\"PUT\", \"/{isbn}\")] Task<LxdReply> PutAsync(string isbn, BookPut body, CancellationToken cancellationToken = default); ";

    [Theory]
    [InlineData("null!")]
    [InlineData("typeof(int)")]
    [InlineData("typeof(BookData[])")]
    [InlineData("typeof(List<>)")]
    [InlineData("typeof(Box<>)")]
    [InlineData("typeof(Box<int>)")]
    [InlineData("typeof(IBox)")]
    [InlineData("typeof(BookKind)")]
    [InlineData("typeof(Action)")]
    public void Reports_a_type_that_is_no_DTO_on_the_argument(string type) =>
        Reports($"[LxdModel({type}, typeof(IBooksClient))]" + Class + " public enum BookKind { Novel } public class Box<T> { [LxdField(\"a\")] public int A { get; set; } } public interface IBox { [LxdField(\"a\")] int A { get; } }", "LXDGEN005", type);

    [Theory]
    [InlineData("")]
    [InlineData("private Own() { } public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = null!;")]
    public void Reports_a_DTO_that_the_templates_would_not_make(string members) =>
        Reports($"[LxdModel(typeof(BookData), typeof(Own), typeof(IBooksClient))]{Class} public class Own {{ [LxdField(\"title\")] public string? Title {{ get; set; }} {members} }}", "LXDGEN005", "typeof(Own)");

    [Theory]
    [InlineData("null!")]
    [InlineData("typeof(string)")]
    [InlineData("typeof(IList<>)")]
    [InlineData("typeof(ILxdRawClient)")]
    [InlineData("typeof(IBooksClient[])")]
    public void Reports_a_type_that_is_no_raw_client_on_the_argument(string type) =>
        Reports($"[LxdModel(typeof(BookData), {type})]" + Class, "LXDGEN004", type);

    [Fact]
    public void Points_at_the_argument_wherever_it_stands() =>
        Reports("[LxdModel(client: typeof(string), data: typeof(BookData))]" + Class, "LXDGEN004", "client: typeof(string)");

    [Theory]
    [InlineData("[LxdModel(typeof(Missing), typeof(IBooksClient))]")]
    [InlineData("[LxdModel(typeof(BookData))]")]
    [InlineData("[LxdModel]")]
    [InlineData("[LxdModel(new[] { typeof(BookData) }, typeof(IBooksClient))]")]
    [InlineData("[LxdModel(typeof(), typeof(IBooksClient))]")]
    public void Leaves_an_attribute_in_error_to_the_compiler(string attribute)
    {
        var run = DiagnosticsPage.Run(attribute + Class);

        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.CompilerComplaints);
    }

    [Theory]
    [InlineData("[LxdEndpoint(\"GET\", \"/\")] Task<BookData> GetAsync(string isbn, CancellationToken cancellationToken = default); " + Put)]
    [InlineData("[LxdEndpoint(\"GET\", \"/\")] ValueTask<LxdReply<BookData>> GetAsync(string isbn, CancellationToken cancellationToken = default); " + Put)]
    [InlineData("[LxdEndpoint(\"GET\", \"/\")] Task<LxdReply<BookData>> GetAsync(int isbn, CancellationToken cancellationToken = default); " + Put)]
    [InlineData("Task<LxdReply<BookData>> GetAsync(); Task<LxdReply<BookData>> GetAsync(string isbn); " + Put)]
    [InlineData(Get + "[LxdEndpoint(\"PUT\", \"/\")] Task PutAsync(string isbn, BookPut body, CancellationToken cancellationToken = default);")]
    [InlineData(Get + "[LxdEndpoint(\"PUT\", \"/\")] Task<LxdReply> PutAsync(string isbn, BookData body, CancellationToken cancellationToken = default);")]
    [InlineData(Get + Put + "[LxdEndpoint(\"DELETE\", \"/\")] Task DeleteAsync(string isbn, CancellationToken cancellationToken = default);")]
    public void Reports_a_method_of_another_shape_on_the_client(string methods) =>
        Reports(Model + $" public interface IOwnClient : ILxdRawClient {{ {methods} }}", "LXDGEN006", "typeof(IOwnClient)");

    [Theory]
    [InlineData("LxdEndpoint", "LxdField(\"a\")")]
    [InlineData("LxdEndpoint(\"GET\")", "LxdField(\"a\")")]
    [InlineData("LxdEndpoint(null!, null!)", "LxdField(\"a\")")]
    [InlineData("LxdEndpoint(\"GET\", \"/\")", "LxdField")]
    [InlineData("LxdEndpoint(\"GET\", \"/\")", "LxdField(null!)")]
    public void Survives_attributes_that_are_being_typed(string endpoint, string field) =>
        DiagnosticsPage.Run(Model + $" public partial class BookData {{ [{field}] public int A {{ get; set; }} }} public partial class BookPut {{ [{field}] public int A {{ get; set; }} }} "
            + $"public interface IOwnClient : ILxdRawClient {{ [{endpoint}] Task<LxdReply<BookData>> GetAsync(string isbn, CancellationToken cancellationToken = default); {Put} }}");

    private static void Reports(string code, string id, string token)
    {
        var run = DiagnosticsPage.Run(code);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((id, token), (diagnostic.Id, run.TextAt(diagnostic)));
    }
}

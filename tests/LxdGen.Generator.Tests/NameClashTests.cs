using LxdGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Tests;

/// <summary>A user's own types, called like what generated code uses: its names stay qualified there, and it compiles.</summary>
public sealed class NameClashTests
{
    private const string Names =
        "Task CancellationToken Action InvalidOperationException ArgumentNullException IDictionary IReadOnlyDictionary IReadOnlyList DateTimeOffset GeneratedCodeAttribute "
        + "DebuggerDisplayAttribute LxdReply LxdException LxdNotFoundException LxdPreconditionFailedException LxdCollection LxdConfig LxdConfigs LxdChange "
        + "ILxdModel ModelFields ModelState ModelEndpoint ValueField MapField NestedMapField ShelfData ShelfPut ShelvesPost IShelvesClient ShelfMaterial System Library";

    private const string Shelf = """
        [global::LxdGen.LxdModel(typeof(global::Library.ShelfData), typeof(global::Library.ShelfPut), typeof(global::Library.Raw.IShelvesClient))]
        public partial class Rack
        {
            [global::LxdGen.LxdPath("libraryName")]
            public string LibraryName { get; }

            [global::LxdGen.LxdPath("room")]
            public string Room { get; }

            [global::LxdGen.LxdPath("shelfName")]
            public string Name { get; }
        }
        """;

    // An assembly of its own, which using directives of the user's do not reach.
    private static readonly MetadataReference Dtos =
        GeneratorRun.Compile(TestFiles.Read("Library", "ShelfDtos.cs"), TestFiles.Read("Library", "IShelvesClient.cs")).ToMetadataReference();

    public static TheoryData<string> AllNames => [.. Names.Split(' ')];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Compiles_with_a_type_or_namespace_of_that_name_around_inside_or_beside_the_model(string name) => Compiles(
        $"namespace Beside {{ {Shelf} public class {name}; }}",
        $"namespace Outer {{ public class {name}; namespace Inner {{ {Shelf} }} }}",
        $"namespace Nested {{ {Shelf} partial class Rack {{ public class {name}; }} }}",
        $"namespace Inherited {{ {Shelf} partial class Rack : Base; public class Base {{ public class {name}; }} }}",
        $"namespace Spaces {{ {Shelf} namespace {name} {{ public class Other; }} }}");

    [Fact]
    public void Compiles_with_types_of_those_names_in_a_globally_used_namespace() => Compiles(
        Shelf,
        $"namespace Third {{ {ForEachName(name => $"public class {name};")} }}",
        "global using Third;");

    [Fact]
    public void Compiles_with_global_aliases_of_those_names() =>
        Compiles(Shelf, ForEachName(name => $"global using {name} = System.Text.StringBuilder;\n"));

    [Theory]
    [InlineData("Version")]
    [InlineData("Task")]
    [InlineData("File")]
    [InlineData("LxdConfig")]
    public void Qualifies_a_DTO_whose_name_has_another_meaning(string dto)
    {
        var run = Compiles($$"""
            using LxdGen; using LxdGen.Models; using LxdGen.Raw;
            namespace Dtos
            {
                public class {{dto}}
                {
                    [LxdField("size")] public int Size { get; set; }
                    public IDictionary<string, System.Text.Json.JsonElement> AdditionalProperties { get; } = new Dictionary<string, System.Text.Json.JsonElement>();
                }
            }
            namespace Models
            {
                public interface IClient : ILxdRawClient
                {
                    [LxdEndpoint("GET", "/1.0/x")] Task<LxdReply<Dtos.{{dto}}>> GetAsync(CancellationToken cancellationToken = default);
                    [LxdEndpoint("PUT", "/1.0/x")] Task<LxdReply> PutAsync(Dtos.{{dto}} body, CancellationToken cancellationToken = default);
                }

                [LxdModel(typeof(Dtos.{{dto}}), typeof(Dtos.{{dto}}), typeof(IClient))]
                public partial class X;
            }
            """);

        Assert.Contains($"partial class X : ILxdModel<global::Dtos.{dto}>", Assert.Single(run.GeneratedTexts), StringComparison.Ordinal);
    }

    [Fact]
    public void Shortens_every_name_that_has_one_meaning() =>
        Assert.DoesNotContain("global::", Assert.Single(GeneratorRun.Of(Dtos, $"namespace Alone {{ {Shelf} }}").GeneratedTexts), StringComparison.Ordinal);

    private static string ForEachName(Func<string, string> make) => string.Concat(Names.Split(' ').Select(make));

    private static GeneratorRun Compiles(params string[] code)
    {
        var run = GeneratorRun.Of(Dtos, code);
        run.AssertCompiles();
        return run;
    }
}

using LxdGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Tests;

/// <summary>Every diagnostic on the bad code of docs/diagnostics.md: on which token, and whether it says what to do.</summary>
public sealed class DiagnosticTests
{
    [Fact]
    public void Reports_a_class_that_is_not_partial_on_its_name() =>
        Reports("LXDGEN001", "Pool", "must be declared partial");

    [Fact]
    public void Reports_a_type_around_a_model_that_is_not_partial_on_its_name() =>
        Reports("LXDGEN002", "Storage", "contains the model 'Pool' and must be declared partial too");

    [Fact]
    public void Reports_an_abstract_class_on_its_name() =>
        Reports("LXDGEN003", "Pool", "is abstract; a model must be a class that can be created");

    [Fact]
    public void Reports_a_client_that_is_a_class_on_the_argument() =>
        Reports("LXDGEN004", "typeof(StoragePoolsClient)", "name one that LxdGen's templates made, such as IStoragePoolsClient");

    [Fact]
    public void Reports_a_model_in_place_of_a_DTO_on_the_argument() =>
        Reports("LXDGEN005", "typeof(StoragePool)", "name a DTO that LxdGen's templates made");

    [Fact]
    public void Reports_a_client_that_returns_another_DTO_on_the_client() =>
        Reports("LXDGEN006", "typeof(IStoragePoolsClient)", "no method 'GetAsync' that takes strings for its path and returns Task<LxdReply<StorageResourcesData>>; name the operation in the schema so");

    [Fact]
    public void Reports_two_methods_for_one_endpoint_on_the_client() =>
        Reports("LXDGEN007", "typeof(IBooksClient)", "has 2 methods called 'GetAsync'");

    [Fact]
    public void Reports_a_field_of_PUT_that_GET_lacks_on_the_DTO_for_PUT() =>
        Reports("LXDGEN008", "typeof(BookPut)", "The field 'ReturnTo' of 'BookPut' is not in 'BookData'", "add it there, or give it x-lxd-verb in the schema");

    [Fact]
    public void Reports_a_field_of_two_types_on_the_DTO_for_PUT() =>
        Reports("LXDGEN009", "typeof(BookPut)", "'Pages' is int in 'BookData' and string? in 'BookPut'; give it one type in the schema");

    [Fact]
    public void Reports_a_list_that_PUT_takes_on_the_DTO_for_PUT() =>
        Reports("LXDGEN010", "typeof(BookPut)", "'Authors' of 'BookPut' is IReadOnlyList<string>; edits can be tracked in strings");

    [Fact]
    public void Reports_a_member_that_would_be_generated_too_on_its_name() =>
        Reports("LXDGEN011", "Driver", "rename it, or mark a property with [LxdOwn] if it replaces the generated one");

    [Fact]
    public void Reports_a_path_parameter_that_no_member_supplies_on_the_class() =>
        Reports("LXDGEN012", "Usage", "mark the property that holds it with [LxdPath(\"poolName\")], or the model that has it with [LxdParent]");

    [Fact]
    public void Reports_a_path_parameter_that_no_method_has_on_the_argument() =>
        Reports("LXDGEN013", "\"projectName\"", "'IStoragePoolsClient' has no path parameter 'projectName'; it has poolName");

    [Fact]
    public void Reports_a_path_parameter_that_two_members_supply_on_the_second() =>
        Reports("LXDGEN014", "\"poolName\"", "'poolName' is supplied by 'Name' already");

    [Fact]
    public void Reports_a_computed_path_parameter_without_a_constructor_on_its_name() =>
        Reports("LXDGEN015", "Name", "make it an automatic property, or declare a constructor");

    [Fact]
    public void Reports_a_parent_that_is_no_model_on_its_name() =>
        Reports("LXDGEN016", "Pool", "'Pool' cannot be the object that this one belongs to: it is no other model");

    private static void Reports(string id, string token, params string[] message)
    {
        var run = DiagnosticsPage.Bad(id);
        var diagnostic = Assert.Single(run.Diagnostics);

        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(token, run.TextAt(diagnostic));
        Assert.All(message, part => Assert.Contains(part, diagnostic.GetMessage(), StringComparison.Ordinal));
        Assert.Empty(run.GeneratedTexts);
        Assert.DoesNotContain(run.CompilerComplaints, complaint => complaint.Severity == DiagnosticSeverity.Error);
    }
}

using System.Reflection;
using LxdGen.Generator.Diagnostics;
using LxdGen.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Tests;

/// <summary>docs/diagnostics.md and the release notes know every diagnostic, and what the page calls fixed is.</summary>
public sealed class DiagnosticsPageTests
{
    private static readonly string[] Ids =
    [
        .. typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => Assert.IsType<DiagnosticDescriptor>(field.GetValue(null)).Id)
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> AllIds => [.. Ids];

    [Fact]
    public void The_page_has_a_section_for_every_diagnostic_and_no_other() =>
        Assert.Equal(Ids, DiagnosticsPage.Ids);

    [Fact]
    public void The_release_notes_list_every_diagnostic_with_its_title()
    {
        var notes = TestFiles.Read("AnalyzerReleases.Unshipped.md").Split('\n');

        Assert.All(
            typeof(Descriptors).GetFields().Select(field => (DiagnosticDescriptor)field.GetValue(null)!),
            descriptor => Assert.Contains($"{descriptor.Id} | LxdGen | Error | {descriptor.Title}", notes));
    }

    [Theory]
    [MemberData(nameof(AllIds))]
    public void The_bad_code_is_reported_with_its_id_only(string id) =>
        Assert.Equal([id], DiagnosticsPage.Bad(id).Diagnostics.Select(diagnostic => diagnostic.Id).Distinct());

    [Theory]
    [MemberData(nameof(AllIds))]
    public void The_fixed_code_compiles_without_a_warning(string id) =>
        DiagnosticsPage.Good(id).AssertCompiles();
}

using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace LxdGen.Schema.Tests;

public class ReaderTests
{
    [Fact]
    public void The_description_is_read_without_errors_or_warnings() => Rule.None(Complaints(Yaml.Text("lxd-storage.yaml")));

    [Fact]
    public void A_response_without_a_description_is_an_error()
    {
        var broken = Yaml.Text("sample.yaml").Replace("Error: { description: An error. }", "Error: {}", StringComparison.Ordinal);

        Assert.NotEmpty(Complaints(broken));
    }

    [Fact]
    public void A_misspelt_key_is_an_error()
    {
        var broken = Yaml.Text("sample.yaml").Replace("summary: Cancels.", "sumary: Cancels.", StringComparison.Ordinal);

        Assert.NotEmpty(Complaints(broken));
    }

    private static IEnumerable<string> Complaints(string yaml)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        var diagnostic = OpenApiDocument.Parse(yaml, "yaml", settings).Diagnostic!;
        return diagnostic.Errors.Concat(diagnostic.Warnings).Select(e => $"{e.Pointer}: {e.Message}");
    }
}

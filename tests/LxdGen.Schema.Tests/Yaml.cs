using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace LxdGen.Schema.Tests;

internal static class Yaml
{
    /// <summary>The file of that name beside this assembly.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));

    /// <summary>The tree of a YAML text; every scalar in it is a string.</summary>
    public static JsonNode Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Convert(stream.Documents[0].RootNode);
    }

    private static JsonNode Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(e => KeyValuePair.Create($"{e.Key}", (JsonNode?)Convert(e.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Convert)]),
        _ => JsonValue.Create($"{node}"),
    };
}

using System.Text.Json.Nodes;

namespace LxdGen.Tests.Fakes;

internal static class JsonAssert
{
    /// <summary>Compares two documents where the order of fields means nothing.</summary>
    public static void Equal(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}, got {actual}");
}

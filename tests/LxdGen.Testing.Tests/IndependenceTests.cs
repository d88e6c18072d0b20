using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LxdGen.Testing.Tests;

/// <summary>The emulator is a witness of its own: it shares no code with the SDK that it tests.</summary>
public sealed class IndependenceTests
{
    private static readonly string[] Allowed = [nameof(LxdClient), nameof(LxdClientOptions), nameof(LxdCredential)];

    [Fact]
    public void It_uses_nothing_of_the_SDK_but_the_client_it_hands_out_and_DTOs()
    {
        var used = UsedOfSdk();
        Assert.Contains(nameof(LxdClient), used);
        Assert.All(used, name => Assert.True(Allowed.Contains(name) || IsDto(name), $"LxdGen.Testing uses LxdGen's {name}."));
    }

    private static List<string> UsedOfSdk()
    {
        using var file = File.OpenRead(typeof(LxdEmulator).Assembly.Location);
        using var portable = new PEReader(file);
        var metadata = portable.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Where(type => IsOfSdk(metadata, type)).Select(type => metadata.GetString(type.Name))];
    }

    private static bool IsOfSdk(MetadataReader metadata, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.AssemblyReference
        && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "LxdGen";

    // The templates give them these interfaces, and nothing else has them.
    private static bool IsDto(string name) =>
        typeof(LxdClient).Assembly.GetType($"LxdGen.{name}")?.GetInterfaces().Any(type => type.Name.StartsWith("ILxdJson", StringComparison.Ordinal) || type.Name.StartsWith("ILxdOpenValue", StringComparison.Ordinal)) == true;
}

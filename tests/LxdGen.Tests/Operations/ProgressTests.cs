using System.Text.Json;

namespace LxdGen.Tests;

/// <summary>What servers say of progress, in the shapes that they were seen or read to have.</summary>
public sealed class ProgressTests
{
    public static TheoryData<string, LxdProgress?> Shapes => new()
    {
        { """{}""", null },
        { """{"control":"s3cret","entity_url":"/1.0/x"}""", null },
        { """{"fs_progress":"default_mid: 42.88MB (42.78MB/s)"}""", new("fs", null, 42_880_000, 42_780_000, "default_mid: 42.88MB (42.78MB/s)") },
        { """{"create_backup_progress":"a: b 12%: 37% (1.5kB/s)"}""", new("create_backup", 37, null, 1500, "a: b 12%: 37% (1.5kB/s)") },
        { """{"x_progress":"v: 100%"}""", new("x", 100, null, null, "v: 100%") },
        { """{"x_progress":"v: 5B (0B/s)"}""", new("x", null, 5, 0, "v: 5B (0B/s)") },
        { """{"x_progress":"v: 3.00GB/s"}""", new("x", null, null, 3_000_000_000, "v: 3.00GB/s") },
        { """{"x_progress":"what nobody foresaw"}""", new("x", null, null, null, "what nobody foresaw") },
        { """{"x_progress":""}""", new("x", null, null, null, "") },
        { """{"x_progress":7,"progress":"odd"}""", null },
        { """{"progress":{"stage":"pack","percent":"37","processed":"1024","speed":"2048"},"pack_progress":"v: 37% (2.05kB/s)"}""", new("pack", 37, 1024, 2048, "v: 37% (2.05kB/s)") },
        { """{"progress":{"stage":"pack","percent":37,"speed":"x"}}""", new("pack", 37, null, null, null) },
    };

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public void Whatever_key_and_shape_it_has_it_is_read(string metadata, LxdProgress? progress) =>
        Assert.Equal(progress, LxdProgress.Of(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(metadata)!));
}

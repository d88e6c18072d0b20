using System.Globalization;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>What is wanted of a new backup. LXD reads it twice: as a map, to which it adds a time where there is none, and then as a struct.</summary>
internal sealed class BackupOrder
{
    private const string Expiry = "expires_at";

    private readonly string _algorithm;

    public BackupOrder(Call call)
    {
        var body = Body.Of(new GoValue(GoValue.Object, "", Fields: [.. Map(call)]), Shapes.StoragePoolVolumeBackupsPost);
        Name = body.Text("name") ?? "";
        ExpiresAt = GoTime.OrNull(body.Time(Expiry));
        _algorithm = body.Text("compression_algorithm") is { Length: > 0 } chosen ? chosen : call.Server.Config.Get(call.Member, ServerKeys.BackupCompression);
        VolumeOnly = body.Flag("volume_only");
        IsOptimized = body.Flag("optimized_storage");
    }

    /// <summary>Empty for one that the server is to find.</summary>
    public string Name { get; }

    public string? ExpiresAt { get; }

    public bool VolumeOnly { get; }

    public bool IsOptimized { get; }

    /// <summary>Refuses what packs nothing.</summary>
    public Packer ReadPacker() => new(_algorithm);

    private static SortedDictionary<string, GoValue> Map(Call call)
    {
        var map = new SortedDictionary<string, GoValue>(StringComparer.Ordinal);
        foreach (var (key, value) in Read(call).Fields!)
        {
            if (value.Kind == GoValue.Number && double.IsInfinity(double.Parse(value.Raw, CultureInfo.InvariantCulture)))
                throw LxdFailure.Internal($"json: cannot unmarshal number {value.Raw} into Go value of type float64");
            map[key] = value.Kind == GoValue.String ? value with { Raw = $"\"{value.Text}\"" } : value;
        }

        if (map.GetValueOrDefault(Expiry) is not { Kind: GoValue.String, Text.Length: > 0 })
            map.Remove(Expiry);
        return map;
    }

    private static GoValue Read(Call call)
    {
        try
        {
            var value = call.Json;
            if (value.IsNull)
                throw call.Crash();
            return value.Kind == GoValue.Object ? value : throw LxdFailure.Internal($"json: cannot unmarshal {value.Kind} into Go value of type shared.Jmap");
        }
        catch (LxdFailure failure) when (failure.Status == 400)
        {
            throw LxdFailure.Internal(failure.Message);
        }
    }
}

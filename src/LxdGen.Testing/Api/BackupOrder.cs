using LxdGen.Testing.Http;

namespace LxdGen.Testing.Api;

/// <summary>What is wanted of a new backup.</summary>
internal sealed class BackupOrder
{
    private BackupOrder(Body body)
    {
        Name = body.Text("name") ?? "";
        ExpiresAt = GoTime.Parse(body.Text("expires_at"));
        Algorithm = body.Text("compression_algorithm") is { Length: > 0 } chosen ? chosen : "gzip";
        VolumeOnly = body.Flag("volume_only");
        IsOptimized = body.Flag("optimized_storage");
    }

    public string Name { get; }

    public string? ExpiresAt { get; }

    public string Algorithm { get; }

    public bool VolumeOnly { get; }

    public bool IsOptimized { get; }

    // What cannot be read, LXD takes for a mistake of its own here.
    public static BackupOrder Read(Call call)
    {
        try
        {
            return new BackupOrder(call.Body("StoragePoolVolumeBackupsPost"));
        }
        catch (LxdFailure failure)
        {
            throw LxdFailure.Internal(failure.Message);
        }
    }
}

using System.Security.Cryptography;
using LxdGen.Testing;

namespace LxdGen.Conformance;

/// <summary>A file in a volume of an emulator, written and read past its API.</summary>
internal static class EmulatedFile
{
    private const string Name = "data";

    /// <summary>Fills the file with so many random bytes, and returns their SHA-256.</summary>
    public static string WriteRandom(LxdEmulator emulator, StorageVolume volume, int length, string? member = null)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        emulator.WriteFile(volume.Pool.Name, volume.Name, Name, bytes, member: member);
        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    public static string Hash(LxdEmulator emulator, StorageVolume volume, string? member = null) =>
        Convert.ToHexString(SHA256.HashData(emulator.ReadFile(volume.Pool.Name, volume.Name, Name, member: member)));
}

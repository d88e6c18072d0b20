namespace LxdGen.Testing.Migration;

/// <summary>The names of a migration's two websockets, by which their secrets are told.</summary>
internal static class MigrationChannel
{
    public const string Control = "control";
    public const string Files = "fs";

    public static IReadOnlyList<string> All { get; } = [Control, Files];
}

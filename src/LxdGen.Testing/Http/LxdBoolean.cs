namespace LxdGen.Testing.Http;

/// <summary>Yes and no in the words that LXD takes, in any case.</summary>
internal static class LxdBoolean
{
    public static bool IsTrue(string? text) => text?.ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON";

    public static bool IsFalse(string? text) => text?.ToUpperInvariant() is "FALSE" or "0" or "NO" or "OFF";
}

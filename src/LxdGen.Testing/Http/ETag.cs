using System.Security.Cryptography;
using System.Text;

namespace LxdGen.Testing.Http;

/// <summary>The hash by which the server tells whether an object has changed.</summary>
internal static class ETag
{
    public static string Of(params IReadOnlyList<object> covered) =>
        Hash(GoJson.List(covered));

    /// <summary>That of the server, which is of its config alone.</summary>
    public static string OfMap(IReadOnlyDictionary<string, string> covered) => Hash(GoJson.Map(covered));

    /// <summary>Refuses what was meant for an older state. Quotes around the hash do not matter.</summary>
    public static void Check(Call call, string current)
    {
        var wanted = call.Header("If-Match");
        if (!string.IsNullOrEmpty(wanted) && wanted.Trim('"') is var hash && hash != current)
            throw new LxdFailure(412, $"ETag doesn't match: {current} vs {hash}");
    }

    private static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}

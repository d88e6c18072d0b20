using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LxdGen.Testing;

/// <summary>A request that reached an emulator.</summary>
public sealed class LxdReceivedRequest
{
    internal LxdReceivedRequest(HttpRequest request, ReadOnlySpan<byte> body)
    {
        // ASP.NET's own path cannot tell an escaped slash from one that was escaped twice.
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        Method = request.Method;
        (Path, Query) = (target[0], target.Length == 2 ? target[1] : "");
        Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Body = Encoding.UTF8.GetString(body);
    }

    /// <summary>The HTTP method, such as <c>PUT</c>.</summary>
    public string Method { get; }

    /// <summary>The path as it was sent, escaped, such as <c>/1.0/storage-pools/fast</c>.</summary>
    public string Path { get; }

    /// <summary>The query as it was sent, without its question mark; empty for none.</summary>
    public string Query { get; }

    /// <summary>The headers, by names whose case does not matter. Values of one name are separated by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>What was sent, which is JSON; empty for nothing. Files that are sent (<c>application/octet-stream</c>) are not kept.</summary>
    public string Body { get; }

    /// <summary>Method, path and query.</summary>
    /// <returns>Such as <c>GET /1.0/storage-pools?recursion=1</c>.</returns>
    public override string ToString() => Query.Length == 0 ? $"{Method} {Path}" : $"{Method} {Path}?{Query}";
}

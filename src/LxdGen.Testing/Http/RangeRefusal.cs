using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Http;

/// <summary>How Go refuses a range of a file, which ASP.NET passes over or refuses in other words.</summary>
internal sealed partial class RangeRefusal
{
    private readonly string _text;
    private readonly string? _contentRange;

    private RangeRefusal(string text, string? contentRange = null) => (_text, _contentRange) = (text, contentRange);

    /// <param name="header">The range that is wanted; null for all.</param>
    /// <param name="length">How long the file is.</param>
    /// <returns>Null for a range that is there.</returns>
    public static RangeRefusal? Of(string? header, long length)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        if (!Pattern().IsMatch(header) || !RangeHeaderValue.TryParse(header, out var range))
            return new RangeRefusal("invalid range");
        return range.Ranges.All(part => part.From >= length) ? new RangeRefusal("invalid range: failed to overlap", $"bytes */{length}") : null;
    }

    public async Task SendAsync(HttpResponse response)
    {
        if (_contentRange is not null)
            response.Headers.ContentRange = _contentRange;
        response.Headers.XContentTypeOptions = "nosniff";
        await Router.SendAsync(response, Reply.Text(416, $"{_text}\n")).ConfigureAwait(false);
    }

    [GeneratedRegex(@"^bytes=\s*(\d+-\d*|-\d+)(\s*,\s*(\d+-\d*|-\d+))*\s*$")]
    private static partial Regex Pattern();
}

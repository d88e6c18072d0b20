using System.Globalization;
using LxdGen.Json;

namespace LxdGen.Raw;

/// <summary>One request to LXD, built by a raw client. Not thread-safe, to be sent once.</summary>
public sealed class LxdRequest
{
    private readonly string _path;
    private string _query = string.Empty;
    private string _secrets = string.Empty;

    private LxdRequest(HttpMethod method, LxdPath path)
    {
        Method = method;
        _path = path.ToString();
    }

    /// <summary>The HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The escaped path and query, without secrets.</summary>
    public string PathAndQuery => _path + _query;

    /// <summary>The If-Match header, null for none.</summary>
    public string? IfMatchValue { get; private set; }

    /// <summary>The headers, by name.</summary>
    internal IReadOnlyList<(string Name, string Value)> Headers { get; private set; } = [];

    /// <summary>The body, null for none.</summary>
    public ILxdJson? Content { get; private set; }

    /// <summary>The escaped path and query as they are sent, secrets included. For no eyes.</summary>
    internal string Target => _secrets.Length == 0 ? PathAndQuery : $"{PathAndQuery}{(_query.Length == 0 ? '?' : '&')}{_secrets[1..]}";

    internal bool IsWrite => Method != HttpMethod.Get;

    // Most requests need one extension, for which no list is made.
    private string? _extension;
    private LxdNeeds? _needs;

    /// <summary>Begins a GET.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static LxdRequest Get(LxdPath path) => new(HttpMethod.Get, path);

    /// <summary>Begins a POST.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static LxdRequest Post(LxdPath path) => new(HttpMethod.Post, path);

    /// <summary>Begins a PUT.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static LxdRequest Put(LxdPath path) => new(HttpMethod.Put, path);

    /// <summary>Begins a PATCH.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static LxdRequest Patch(LxdPath path) => new(HttpMethod.Patch, path);

    /// <summary>Begins a DELETE.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The request.</returns>
    public static LxdRequest Delete(LxdPath path) => new(HttpMethod.Delete, path);

    /// <summary>Says which API extension the endpoint needs.</summary>
    /// <param name="extension">The API extension.</param>
    /// <returns>This request.</returns>
    public LxdRequest Need(string extension)
    {
        _extension = extension;
        return this;
    }

    /// <summary>Says which API extension a parameter needs.</summary>
    /// <param name="extension">The API extension.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">Its value; null needs nothing.</param>
    /// <returns>This request.</returns>
    public LxdRequest Need(string extension, string parameter, object? value)
    {
        if (value is not null)
            (_needs ??= new LxdNeeds()).Add(extension, $"the parameter '{parameter}'", value);
        return this;
    }

    /// <summary>Adds a query parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, not escaped yet; null leaves the parameter out.</param>
    /// <returns>This request.</returns>
    public LxdRequest Query(string name, string? value)
    {
        if (value is not null)
            _query += $"{(_query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        return this;
    }

    /// <inheritdoc cref="Query(string, string)"/>
    public LxdRequest Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Query(string, string)"/>
    public LxdRequest Query(string name, bool? value) => Query(name, value is { } set ? (set ? "true" : "false") : null);

    /// <inheritdoc cref="Query(string, string)"/>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, not escaped yet; null leaves the parameter out.</param>
    /// <param name="extension">The API extension that a server needs to know the parameter.</param>
    public LxdRequest Query(string name, string? value, string extension) => Query(name, value).Need(extension, name, value);

    /// <inheritdoc cref="Query(string, string, string)"/>
    public LxdRequest Query(string name, int? value, string extension) => Query(name, value).Need(extension, name, value);

    /// <inheritdoc cref="Query(string, string, string)"/>
    public LxdRequest Query(string name, bool? value, string extension) => Query(name, value).Need(extension, name, value);

    /// <summary>Adds a query parameter whose value is a credential: it is sent, and shown in no log, exception or text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, not escaped yet.</param>
    /// <returns>This request.</returns>
    public LxdRequest Secret(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _secrets += $"&{name}={Uri.EscapeDataString(value)}";
        return this;
    }

    /// <summary>Sets the If-Match header.</summary>
    /// <param name="etag">The ETag as the server sent it, null for none.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">It has a character that no header may have.</exception>
    public LxdRequest IfMatch(string? etag)
    {
        if (etag is not null && etag.Any(character => character is < ' ' or > '~'))
            throw new ArgumentException("An ETag has only printable ASCII characters.", nameof(etag));
        IfMatchValue = etag;
        return this;
    }

    /// <summary>Adds a header, sent in UTF-8 and not escaped.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, null for no header.</param>
    /// <returns>This request.</returns>
    /// <exception cref="ArgumentException">The value would not arrive as it is: it has a control character, or white space at an end.</exception>
    public LxdRequest Header(string name, string? value)
    {
        if (value is null)
            return this;
        if (value.Any(char.IsControl) || value.Trim() != value)
            throw new ArgumentException($"The header {name} cannot carry this value: it has a control character, or white space at its beginning or end.", nameof(value));
        Headers = [.. Headers, (name, value)];
        return this;
    }

    /// <summary>Sets the body.</summary>
    /// <param name="content">What to send as JSON.</param>
    /// <returns>This request.</returns>
    public LxdRequest Body(ILxdJson content)
    {
        ArgumentNullException.ThrowIfNull(content);
        Content = content;
        return this;
    }

    /// <summary>Whether there is anything that not every server can do.</summary>
    internal bool HasNeeds => _extension is not null || _needs is not null || Content is not null;

    /// <summary>Whether it reads what LXD has had since 2.9. Then it costs less to be told that there is no such thing than to ask beforehand.</summary>
    internal bool CanBeTried => !IsWrite && _extension == "storage" && _needs is null;

    /// <summary>Refuses the request if the server cannot do what it asks for.</summary>
    /// <param name="server">The server.</param>
    /// <param name="wasSent">Whether it was sent all the same.</param>
    internal void ThrowIfUnmet(LxdServer server, bool wasSent = false)
    {
        if (_extension is not null && !server.HasExtension(_extension))
            throw Unmet(server, _extension, $"{Method} {_path}", wasSent);
        if (Content is not null)
            (_needs ??= new LxdNeeds()).AddOf(Content);
        foreach (var (extension, what) in _needs?.Items ?? [])
        {
            if (!server.HasExtension(extension))
                throw Unmet(server, extension, what, wasSent);
        }
    }

    private LxdExtensionMissingException Unmet(LxdServer server, string extension, string what, bool wasSent) =>
        new($"{server.Lacks(extension)}, which {what} needs. {(wasSent ? "" : "Nothing was sent. ")}Upgrade the server, or do without.")
        {
            Extension = extension,
            Method = Method.Method,
            Path = PathAndQuery,
        };

    /// <summary>The method, path and query, without secrets.</summary>
    /// <returns>Such as <c>PUT /1.0/storage-pools/fast</c>.</returns>
    public override string ToString() => $"{Method} {PathAndQuery}";
}

using LxdGen.Testing.Faults;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;
using Microsoft.AspNetCore.Http;

namespace LxdGen.Testing.Http;

/// <summary>A request whose path has been matched.</summary>
/// <param name="http">The request.</param>
/// <param name="server">What it is about.</param>
/// <param name="values">The path's parameters, not escaped.</param>
/// <param name="json">What was sent.</param>
/// <param name="fault">What is to go wrong.</param>
/// <param name="requestor">Who asks.</param>
internal sealed class Call(HttpContext http, ServerState server, IReadOnlyDictionary<string, string> values, ReadOnlyMemory<byte> json, FaultPlan fault, Requestor requestor)
{
    public HttpContext Http => http;

    public ServerState Server => server;

    public FaultPlan Fault => fault;

    public bool HasBegunOperation { get; set; }

    public Requestor Requestor => requestor;

    /// <summary>Which project was named; the default one if none was.</summary>
    public string Project => Query("project") is { Length: > 0 } name ? name : Projects.Default;

    /// <summary>Whether whole objects are to be listed.</summary>
    public bool IsRecursive => int.TryParse(Query("recursion"), out var depth) && depth != 0;

    public string this[string parameter] => values[parameter];

    public string? Query(string name) => http.Request.Query[name];

    public string? Header(string name) => http.Request.Headers[name];

    /// <summary>Whether nothing was sent.</summary>
    public bool IsEmpty => json.IsEmpty;

    /// <param name="type">What Go calls the object.</param>
    public Body Body(string type) => Testing.Http.Body.Parse(json.Span, type);
}

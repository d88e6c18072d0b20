using LxdGen.Testing.Faults;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

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
    // Operations ask for it when the request is gone.
    private readonly GoQuery _query = GoQuery.Of(http.Request);

    public HttpContext Http => http;

    public ServerState Server => server;

    public FaultPlan Fault => fault;

    public bool HasBegunOperation { get; set; }

    public Requestor Requestor => requestor;

    /// <summary>The member that was named; null for none.</summary>
    public string? Target => Query("target") is { Length: > 0 } name ? name : null;

    /// <summary>What that member is known by in here; null for none.</summary>
    public string? TargetKey => Target is { } name ? server.Members.Known(name) : null;

    /// <summary>The member that answers: the one that is asked, unless it hands the request on.</summary>
    public string Member { get; set; } = server.Members.Self;

    /// <summary>Which project was named; the default one if none was.</summary>
    public string Project => Query("project") is { Length: > 0 } name ? name : Projects.Default;

    /// <summary>Whether whole objects are to be listed.</summary>
    public bool IsRecursive => GoNumber.TryParse(Query("recursion")) is not (null or 0);

    /// <summary>Whether all projects are meant.</summary>
    public bool IsOfAllProjects => LxdBoolean.IsTrue(Query("all-projects"));

    public string this[string parameter] => values[parameter];

    /// <summary>What the query says; of project and target, nothing where any of it is malformed.</summary>
    public string? Query(string name) => _query.IsMalformed && (name is "project" or "target") ? null : _query[name];

    /// <summary>Hands the request on to the member that was named. LXD does so at places of its own, and not everywhere.</summary>
    public void GoToTarget()
    {
        if (Target is { } name)
            Member = server.Members.Known(name);
    }

    /// <summary>What becomes of a request at which LXD breaks: its connection is closed, be it that of another member who hands it on.</summary>
    public Exception Crash()
    {
        if (Member == server.Members.Self)
            return new LxdCrash();
        var method = http.Request.Method;
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return LxdFailure.Internal($"{method[0]}{method[1..].ToLowerInvariant()} \"https://{server.Members.AddressOf(Member)}{path}\": EOF");
    }

    public string? Header(string name) => http.Request.Headers[name];

    /// <summary>What was sent, as this struct.</summary>
    public Body Body(GoShape shape) => Testing.Http.Body.Parse(json.Span, shape);

    /// <summary>What was sent, as it is.</summary>
    public GoValue Json => GoReader.Read(json.Span);
}

namespace LxdGen.Testing.Http;

/// <summary>What answers to a method and path.</summary>
internal sealed class Route
{
    private readonly string[] _segments;

    private Route(string method, string template)
    {
        (Method, Template) = (method, template);
        _segments = template.Split('/');
        Parameters = _segments.Count(IsParameter);
    }

    public string Method { get; }

    /// <summary>The path, with parameters in braces.</summary>
    public string Template { get; }

    /// <summary>How many segments a path must have.</summary>
    public int Length => _segments.Length;

    /// <summary>How many segments may be anything: of two routes that match, the one with fewer is meant.</summary>
    public int Parameters { get; }

    /// <summary>Whether those may ask who are not trusted.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>Answers while the state is locked; null where one of the others does.</summary>
    public Func<Call, Reply>? Answer { get; private init; }

    /// <summary>Answers in its own time, and locks the state itself.</summary>
    public Func<Call, Task<Reply>>? Respond { get; private init; }

    /// <summary>The same, and writes the answer itself.</summary>
    public Func<Call, Task>? Serve { get; private init; }

    /// <summary>Whether it is meant where others have the same method and path, by what is sent.</summary>
    public Func<string?, bool> TakesContent { get; private init; } = _ => true;

    /// <summary>Whether it reads the body itself, which is no JSON.</summary>
    public bool ReadsBody { get; private init; }

    /// <summary>The API extension without which there is no such path; null for none.</summary>
    public string? Extension { get; private init; }

    public static Route For(string method, string template, Func<Call, Reply> answer, string? extension = null) => new(method, template) { Answer = answer, Extension = extension };

    public static Route Waiting(string method, string template, Func<Call, Task<Reply>> respond, Func<string?, bool>? takes = null) =>
        new(method, template) { Respond = respond, TakesContent = takes ?? (_ => true), ReadsBody = takes is not null };

    public static Route Streaming(string method, string template, Func<Call, Task> serve) => new(method, template) { Serve = serve };

    /// <summary>Lets those ask who are not trusted.</summary>
    public Route Public()
    {
        IsPublic = true;
        return this;
    }

    /// <summary>The values of the parameters; null if the path is another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] path)
    {
        if (path.Length != _segments.Length)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < path.Length; i++)
        {
            if (IsParameter(_segments[i]) && path[i].Length > 0)
                values[_segments[i][1..^1]] = Uri.UnescapeDataString(path[i]);
            else if (_segments[i] != path[i])
                return null;
        }

        return values;
    }

    private static bool IsParameter(string segment) => segment is ['{', .., '}'];
}

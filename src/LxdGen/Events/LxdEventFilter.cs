namespace LxdGen;

/// <summary>Which events a stream is to have.</summary>
public sealed class LxdEventFilter
{
    /// <summary>
    /// The types to send; empty for those that the server chooses, which are operation, lifecycle and, to administrators,
    /// the many of logging. LXD 5.0 refuses types that it does not know with a status of 500.
    /// </summary>
    public IReadOnlyList<EventType> Types { get; set; } = [];

    /// <summary>The project whose events to send; null for that of the client, or all of them with <see cref="AllProjects"/>.</summary>
    public string? Project { get; set; }

    /// <summary>Whether to send the events of all projects, which restricted clients may not ask for. Needs the API extension <c>event_project</c>.</summary>
    public bool AllProjects { get; set; }

    /// <summary>
    /// How many events are kept for a reader who is slower than the server. Beyond that the oldest are dropped, and an
    /// <see cref="LxdEventsMissedEvent"/> stands in their place.
    /// </summary>
    public int BufferSize { get; set; } = 1000;

    internal void ThrowIfUnfit(string paramName)
    {
        if (Types.Any(type => type.Value.Length == 0 || type.Value.Contains(',')))
            throw new ArgumentException("A type of event cannot be empty or have a comma in it.", paramName);
        if (Project is not null && AllProjects)
            throw new ArgumentException("Events are those of one project or of all, not both.", paramName);
        if (BufferSize < 1)
            throw new ArgumentException("The buffer must hold one event at least.", paramName);
    }
}

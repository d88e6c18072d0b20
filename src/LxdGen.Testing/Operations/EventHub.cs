using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Operations;

/// <summary>Tells all who listen what happens.</summary>
/// <param name="clock">The server's.</param>
/// <param name="members">Of whom the first is asked.</param>
internal sealed class EventHub(TimeProvider clock, Members members)
{
    private readonly List<Listener> _listeners = [];
    private readonly List<EventFault> _faults = [];

    /// <summary>Begins to listen; disposing of it ends that.</summary>
    public Listener Listen(IReadOnlyCollection<string> types, string? project)
    {
        var listener = new Listener(this, types, project);
        lock (_listeners)
            _listeners.Add(listener);
        return listener;
    }

    public void Add(EventFault fault)
    {
        lock (_listeners)
            _faults.Add(fault);
    }

    /// <summary>Ends the connections of all who listen.</summary>
    public void Cut()
    {
        lock (_listeners)
            _listeners.ForEach(listener => listener.End());
    }

    public void Send(Operation operation) => Send("operation", operation.Project, operation.Location, operation.Write);

    /// <param name="action">What has happened, such as <c>storage-pool-created</c>.</param>
    /// <param name="source">To what.</param>
    /// <param name="project">In which project.</param>
    /// <param name="requestor">By whom.</param>
    /// <param name="context">What else there is to know: one key and its value.</param>
    /// <param name="location">On which member; null for the one that is asked.</param>
    public void Send(string action, string source, string project, Requestor requestor, (string Key, string Value)? context = null, string? location = null) => Send("lifecycle", project, location ?? members.Self, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("action", action);
        writer.WriteString("source", source);
        if (context is var (key, value))
        {
            writer.WriteStartObject("context");
            writer.WriteString(key, value);
            writer.WriteEndObject();
        }

        requestor.Write(writer);
        writer.WriteEndObject();
    });

    private void Send(string type, string project, string location, Action<Utf8JsonWriter> metadata)
    {
        lock (_listeners)
        {
            if (!_listeners.Exists(listener => listener.Takes(type, project)))
                return;
            var frame = new EventFrame(type, project, Json(type, project, location, metadata));
            foreach (var told in _faults.Find(fault => fault.Matches(frame))?.Take(frame) ?? [frame])
                _listeners.ForEach(listener => listener.Tell(told));
        }
    }

    private ReadOnlyMemory<byte> Json(string type, string project, string location, Action<Utf8JsonWriter> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("timestamp", GoTime.Exact(clock.GetUtcNow()));
            writer.WritePropertyName("metadata");
            metadata(writer);
            writer.WriteString("location", location);
            if (project.Length > 0)
                writer.WriteString("project", project);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>One who listens.</summary>
    internal sealed class Listener(EventHub hub, IReadOnlyCollection<string> types, string? project) : IDisposable
    {
        private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();

        public ChannelReader<ReadOnlyMemory<byte>> Frames => _frames.Reader;

        public bool Takes(string type, string of) => types.Contains(type) && (project is null || of.Length == 0 || project == of);

        public void Tell(EventFrame frame)
        {
            if (Takes(frame.Type, frame.Project))
                _frames.Writer.TryWrite(frame.Json);
        }

        public void End() => _frames.Writer.TryComplete();

        public void Dispose()
        {
            lock (hub._listeners)
                hub._listeners.Remove(this);
            End();
        }
    }
}

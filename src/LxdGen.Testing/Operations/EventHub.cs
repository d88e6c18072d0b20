using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Operations;

/// <summary>Tells all who listen what happens.</summary>
internal sealed class EventHub(TimeProvider clock)
{
    private readonly List<Listener> _listeners = [];

    /// <summary>Begins to listen; disposing of it ends that.</summary>
    public Listener Listen(IReadOnlyCollection<string> types, string? project)
    {
        var listener = new Listener(this, types, project);
        lock (_listeners)
            _listeners.Add(listener);
        return listener;
    }

    public void Send(Operation operation) => Send("operation", operation.Project, operation.Write);

    /// <param name="action">What has happened, such as <c>storage-pool-created</c>.</param>
    /// <param name="source">To what.</param>
    /// <param name="project">In which project.</param>
    /// <param name="context">What else there is to know: one key and its value.</param>
    public void Send(string action, string source, string project, (string Key, string Value)? context = null) => Send("lifecycle", project, writer =>
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

        writer.WriteStartObject("requestor");
        writer.WriteString("username", "root");
        writer.WriteString("protocol", "unix");
        writer.WriteString("address", "@");
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private void Send(string type, string project, Action<Utf8JsonWriter> metadata)
    {
        lock (_listeners)
        {
            if (_listeners.Count == 0)
                return;
            var frame = Frame(type, project, metadata);
            foreach (var listener in _listeners)
                listener.Take(type, project, frame);
        }
    }

    private ReadOnlyMemory<byte> Frame(string type, string project, Action<Utf8JsonWriter> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("timestamp", GoTime.Exact(clock.GetUtcNow()));
            writer.WritePropertyName("metadata");
            metadata(writer);
            writer.WriteString("location", "none");
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

        public void Take(string type, string of, ReadOnlyMemory<byte> frame)
        {
            if (types.Contains(type) && (project is null || project == of))
                _frames.Writer.TryWrite(frame);
        }

        public void Dispose()
        {
            lock (hub._listeners)
                hub._listeners.Remove(this);
            _frames.Writer.TryComplete();
        }
    }
}

using LxdGen.Json;
using Newtonsoft.Json;
using System.Text.Json;

namespace LxdGen;

/// <summary>Reads events from the frames that hold them.</summary>
internal sealed class EventFrame
{
    private EventType _type;
    private DateTimeOffset? _timestamp;
    private string _location = string.Empty;
    private string _project = string.Empty;
    private bool _metadataCameFirst;
    private OperationData _operation = new();
    private LifecycleEventData _lifecycle = new();
    private LoggingEventData _logging = new();
    private JsonElement _metadata;

    /// <summary>Reads one event.</summary>
    /// <param name="frame">The whole of a text message.</param>
    /// <exception cref="LxdMalformedReplyException">It is no event.</exception>
    public static LxdEvent Read(ReadOnlyMemory<byte> frame)
    {
        var read = LxdJson.Parse(frame, reader => Read(reader, default));
        // LXD writes the type first. Where something else did not, its metadata is read now that the type is known.
        if (read._metadataCameFirst)
            read = LxdJson.Parse(frame, reader => Read(reader, read._type));
        return read.ToEvent();
    }

    private static EventFrame Read(JsonReader reader, EventType type)
    {
        var frame = new EventFrame { _type = type };
        LxdJson.StartObject(reader);
        while (LxdJson.NextField(reader, out var name))
        {
            switch (name)
            {
                case "type": frame._type = LxdJson.Read(reader, frame._type); break;
                case "timestamp": frame._timestamp = LxdJson.Read(reader, frame._timestamp); break;
                case "location": frame._location = LxdJson.Read(reader, frame._location); break;
                case "project": frame._project = LxdJson.Read(reader, frame._project); break;
                case "metadata": frame.ReadMetadata(reader); break;
                default: LxdJson.Skip(reader); break;
            }
        }

        return frame;
    }

    private void ReadMetadata(JsonReader reader)
    {
        _metadataCameFirst = _type == default;
        if (_metadataCameFirst)
            LxdJson.Skip(reader);
        else if (_type == EventType.Operation)
            _operation = LxdJson.Read(reader, _operation);
        else if (_type == EventType.Lifecycle)
            _lifecycle = LxdJson.Read(reader, _lifecycle);
        else if (_type == EventType.Logging)
            _logging = LxdJson.Read(reader, _logging);
        else
            _metadata = LxdJson.ReadFreeForm(reader);
    }

    private LxdEvent ToEvent() => _type.Value switch
    {
        "" => throw new LxdMalformedReplyException("The server sent something that is no event: it has no type."),
        "operation" => new LxdOperationEvent { Type = _type, Timestamp = _timestamp, Location = _location, Project = _project, Data = _operation },
        "lifecycle" => new LxdLifecycleEvent { Type = _type, Timestamp = _timestamp, Location = _location, Project = _project, Data = _lifecycle },
        "logging" => new LxdLoggingEvent { Type = _type, Timestamp = _timestamp, Location = _location, Project = _project, Data = _logging },
        _ => new LxdUnknownEvent { Type = _type, Timestamp = _timestamp, Location = _location, Project = _project, Metadata = _metadata },
    };
}

using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>What every reply of LXD is wrapped in.</summary>
/// <typeparam name="T">What a synchronous reply holds.</typeparam>
/// <param name="type">The type, where it is known already.</param>
internal struct Envelope<T>(string? type)
{
    private bool _metadataCameFirst;

    public string? Type { get; private set; } = type;

    public int ErrorCode { get; private set; }

    public string Error { get; private set; } = string.Empty;

    public string OperationUrl { get; private set; } = string.Empty;

    public bool HasValue { get; private set; }

    public T? Value { get; private set; }

    public OperationData? Operation { get; private set; }

    /// <summary>Reads a reply.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="readValue">Reads the metadata of a synchronous reply; null passes over it.</param>
    public static Envelope<T> Read(ReadOnlyMemory<byte> body, ReadValue<T>? readValue)
    {
        var envelope = LxdJson.Parse(body, readValue, static (reader, readValue) => Read(reader, null, readValue));
        // LXD writes the type first. Where something else did not, its metadata is read now that the type is known.
        return envelope is { _metadataCameFirst: true, Type: { } type }
            ? LxdJson.Parse(body, (type, readValue), static (reader, known) => Read(reader, known.type, known.readValue))
            : envelope;
    }

    private static Envelope<T> Read(JsonReader reader, string? type, ReadValue<T>? readValue)
    {
        var envelope = new Envelope<T>(type);
        LxdJson.StartObject(reader);
        while (LxdJson.NextField(reader, out var name))
        {
            switch (name)
            {
                case "type": envelope.Type = LxdJson.Read(reader, (string?)null); break;
                case "error_code": envelope.ErrorCode = LxdJson.Read(reader, 0); break;
                case "error": envelope.Error = LxdJson.Read(reader, string.Empty); break;
                case "operation": envelope.OperationUrl = LxdJson.Read(reader, string.Empty); break;
                case "metadata": envelope.ReadMetadata(reader, readValue); break;
                default: LxdJson.Skip(reader); break;
            }
        }

        return envelope;
    }

    private void ReadMetadata(JsonReader reader, ReadValue<T>? readValue)
    {
        _metadataCameFirst = Type is null;
        if (Type == "sync" && readValue is not null)
        {
            Value = readValue(reader);
            HasValue = true;
        }
        else if (Type == "async")
        {
            Operation = LxdJson.Read(reader, new OperationData());
        }
        else
        {
            LxdJson.Skip(reader);
        }
    }
}

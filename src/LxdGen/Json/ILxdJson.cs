using LxdGen.Raw;
using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>What writes itself as one JSON value.</summary>
public interface ILxdJson
{
    /// <summary>Writes this value.</summary>
    /// <param name="writer">Where to.</param>
    void WriteJson(JsonWriter writer);

    /// <summary>Tells which API extensions a server needs to understand this value. Of a value that says nothing: none.</summary>
    /// <param name="needs">Where to put them.</param>
    void CollectNeeds(LxdNeeds needs)
    {
    }
}

/// <summary>What reads itself from one JSON value, without reflection.</summary>
/// <typeparam name="T">The implementing type.</typeparam>
public interface ILxdJson<T> : ILxdJson
    where T : ILxdJson<T>
{
    /// <summary>Reads the value whose first token is the reader's current one, and leaves the reader on its last.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The value; fields that are missing or null keep their defaults.</returns>
    /// <exception cref="LxdMalformedReplyException">A value has another type than expected, or the JSON ends too early.</exception>
    /// <exception cref="JsonReaderException">The JSON is broken. <see cref="LxdJson.Parse{T}(ReadOnlyMemory{byte})"/> turns it into the other one, which quotes no values.</exception>
    static abstract T ReadJson(JsonReader reader);
}

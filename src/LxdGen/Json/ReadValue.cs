using Newtonsoft.Json;

namespace LxdGen.Json;

/// <summary>Reads the value that starts at the reader's current token, and leaves the reader on its last.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="reader">Where from.</param>
/// <returns>The value.</returns>
public delegate T ReadValue<out T>(JsonReader reader);

namespace LxdGen.Testing.Http;

/// <summary>A JSON value as Go's scanner sees it.</summary>
/// <param name="Kind">What Go calls it.</param>
/// <param name="Raw">As it was sent.</param>
/// <param name="Text">What is in a string.</param>
/// <param name="Fields">What is in an object, in order, with those that are there twice.</param>
/// <param name="Items">What is in an array.</param>
internal sealed record GoValue(string Kind, string Raw, string Text = "", IReadOnlyList<KeyValuePair<string, GoValue>>? Fields = null, IReadOnlyList<GoValue>? Items = null)
{
    public const string Object = "object";
    public const string String = "string";
    public const string Number = "number";
    public const string Bool = "bool";
    public const string Array = "array";
    public const string Null = "null";

    public bool IsNull => Kind == Null;
}

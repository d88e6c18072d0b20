namespace LxdGen.Testing.Http;

/// <summary>A struct of LXD's that a body is read into: what it is called, and its fields.</summary>
internal sealed class GoShape(string name, params (string Name, GoField Type)[] fields)
{
    public string Name => name;

    /// <summary>Whether it is a pointer where it is a field, which null clears.</summary>
    public bool IsPointer { get; init; }

    /// <summary>The field for this key, whatever its case; null for none.</summary>
    public (string Name, GoField Type)? Find(string key)
    {
        foreach (var field in fields)
        {
            if (field.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return field;
        }

        return null;
    }
}

/// <summary>What a field takes, and what Go calls that.</summary>
internal sealed record GoField(string TypeName, GoShape? Shape = null)
{
    public static GoField Text { get; } = new("string");

    public static GoField Flag { get; } = new("bool");

    public static GoField Map { get; } = new("map[string]string");

    /// <summary>A list of texts.</summary>
    public static GoField List { get; } = new("[]string");

    /// <summary>A map of anything.</summary>
    public static GoField AnyMap { get; } = new("map[string]interface {}");

    /// <summary>A time, which says itself what is wrong with it.</summary>
    public static GoField Time { get; } = new("time.Time");

    public static GoField Of(GoShape shape) => new($"api.{shape.Name}", shape);
}

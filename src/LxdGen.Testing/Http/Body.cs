namespace LxdGen.Testing.Http;

/// <summary>A JSON object that was sent, read as Go reads it: field names in any case, unknown fields passed over, null as nothing, maps that are there twice as one.</summary>
internal sealed class Body
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private LxdFailure? _firstFault;

    private Body()
    {
    }

    public static Body Parse(ReadOnlySpan<byte> json, GoShape shape) => Of(GoReader.Read(json), shape);

    /// <summary>Reads it, and tells the first field that has something wrong in it.</summary>
    public static Body Of(GoValue value, GoShape shape)
    {
        var body = new Body();
        if (value.Kind == GoValue.Object)
            body.Take(value, shape, "", body);
        else if (!value.IsNull)
            throw LxdFailure.BadRequest($"json: cannot unmarshal {value.Kind} into Go value of type api.{shape.Name}");
        return body._firstFault is { } fault ? throw fault : body;
    }

    /// <summary>Whether it was sent, if only as null.</summary>
    public bool Mentions(string name) => _values.ContainsKey(name);

    public string? Text(string name) => Value<string>(name);

    public bool Flag(string name) => _values.GetValueOrDefault(name) is true;

    /// <summary>A time as LXD tells it; null for none.</summary>
    public string? Time(string name) => Value<string>(name);

    public Body? Object(string name) => Value<Body>(name);

    /// <summary>A map of texts; null if it was not sent. A null in it is an empty text.</summary>
    public IReadOnlyDictionary<string, string>? Map(string name) => Value<Dictionary<string, string>>(name);

    /// <summary>A list of texts; null if it was not sent. Where null was sent in it, Go keeps what was in that place before.</summary>
    public IReadOnlyList<string?>? List(string name) => Value<List<string?>>(name);

    /// <summary>A map of anything; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, GoValue>? AnyMap(string name) => Value<Dictionary<string, GoValue>>(name);

    private T? Value<T>(string name)
        where T : class => (T?)_values.GetValueOrDefault(name);

    private void Take(GoValue value, GoShape shape, string path, Body root)
    {
        foreach (var (key, sent) in value.Fields!)
        {
            if (shape.Find(key) is { } field)
                Take(field.Name, field.Type, sent, (shape.Name, $"{path}{field.Name}"), root);
        }
    }

    private void Take(string name, GoField type, GoValue sent, (string Struct, string Path) at, Body root)
    {
        if (sent.IsNull)
            TakeNull(name, type);
        else if (type == GoField.Time)
            TakeTime(name, sent, root);
        else if (sent.Kind != KindOf(type))
            root._firstFault ??= Mismatch(sent, at, type.TypeName);
        else if (type == GoField.Map)
            TakeMap(name, sent, at, root);
        else if (type == GoField.AnyMap)
            TakeAnyMap(name, sent);
        else if (type == GoField.List)
            TakeList(name, sent, at, root);
        else if (type.Shape is { } shape)
            ((Body)(_values[name] = Object(name) ?? new Body())).Take(sent, shape, $"{at.Path}.", root);
        else
            _values[name] = type == GoField.Flag ? sent.Raw == "true" : sent.Text;
    }

    // Null clears what can be absent, and leaves a text or a flag as it was.
    private void TakeNull(string name, GoField type)
    {
        if (type == GoField.Map || type == GoField.AnyMap || type == GoField.List || type == GoField.Time || type.Shape is { IsPointer: true })
            _values[name] = null;
    }

    private void TakeTime(string name, GoValue sent, Body root)
    {
        try
        {
            _values[name] = GoTime.ParseJson(sent.Raw);
        }
        catch (LxdFailure fault)
        {
            root._firstFault ??= fault;
        }
    }

    private void TakeMap(string name, GoValue sent, (string Struct, string Path) at, Body root)
    {
        var map = Value<Dictionary<string, string>>(name) ?? new(StringComparer.Ordinal);
        _values[name] = map;
        foreach (var (key, value) in sent.Fields!)
        {
            if (value.Kind is not (GoValue.String or GoValue.Null))
                root._firstFault ??= Mismatch(value, at, "string");
            map[key] = value.Text;
        }
    }

    private void TakeList(string name, GoValue sent, (string Struct, string Path) at, Body root)
    {
        var before = Value<List<string?>>(name);
        var list = new List<string?>();
        foreach (var item in sent.Items!)
        {
            if (item.Kind is not (GoValue.String or GoValue.Null))
                root._firstFault ??= Mismatch(item, at, "string");
            list.Add(item.IsNull ? before?.ElementAtOrDefault(list.Count) : item.Text);
        }

        _values[name] = list;
    }

    private void TakeAnyMap(string name, GoValue sent)
    {
        var map = Value<Dictionary<string, GoValue>>(name) ?? new(StringComparer.Ordinal);
        _values[name] = map;
        foreach (var (key, value) in sent.Fields!)
            map[key] = value;
    }

    private static string KindOf(GoField type) => type == GoField.Text ? GoValue.String : type == GoField.Flag ? GoValue.Bool : type == GoField.List ? GoValue.Array : GoValue.Object;

    private static LxdFailure Mismatch(GoValue value, (string Struct, string Path) at, string expected) =>
        LxdFailure.BadRequest($"json: cannot unmarshal {value.Kind} into Go struct field {at.Struct}.{at.Path} of type {expected}");
}

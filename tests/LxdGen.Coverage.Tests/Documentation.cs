using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LxdGen.Coverage.Tests;

/// <summary>What the SDK's documentation says of the calls that its members make.</summary>
internal static partial class Documentation
{
    // The documentation of LxdCollection calls these "the listing" and "its GET".
    private static readonly Dictionary<string, (string Method, bool OfItem)> OfCollections = new()
    {
        ["AllAsync"] = ("GET", false),
        ["NamesAsync"] = ("GET", false),
        ["CreateAsync"] = ("POST", false),
        ["GetAsync"] = ("GET", true),
        ["TryGetAsync"] = ("GET", true),
        ["ExistsAsync"] = ("GET", true),
    };

    private static readonly Assembly Sdk = typeof(LxdClient).Assembly;

    private static readonly Dictionary<string, XElement> Entries =
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "LxdGen.xml")).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);

    private static readonly ILookup<string, string> ByCall = OfMembers().Concat(OfInheritedMembers())
        .ToLookup(pair => pair.Call, pair => pair.Member);

    public static IEnumerable<string> MembersThatCall(string call) => ByCall[call].Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<(string Call, string Member)> OfMembers() =>
        from entry in Entries.Values
        let name = PublicMember((string)entry.Attribute("name")!)
        where name is not null
        from call in CallsIn(entry)
        select (call, name);

    /// <summary>What a collection has from its base class, whose documentation cannot name the path.</summary>
    private static IEnumerable<(string Call, string Member)> OfInheritedMembers() =>
        from type in Sdk.GetExportedTypes()
        where type is { IsAbstract: false, BaseType: { IsGenericType: true, Name: "LxdCollection`3" or "LxdCollectionBase`3" } }
        let list = ListPathOf(type)
        from member in OfCollections
        where type.GetMember(member.Key).Length > 0 && !IsDocumented(type, member.Key)
        let path = member.Value.OfItem ? Schema.Tests.Schema.Shipped.Paths.Single(path => path.StartsWith($"{list}/{{", StringComparison.Ordinal) && path.IndexOf('/', list.Length + 1) < 0) : list
        select ($"{member.Value.Method} {path}", $"{type.Name}.{member.Key}");

    /// <summary>The path of a collection's listing, as its summary has it, or that of one of its members.</summary>
    private static string ListPathOf(Type type) =>
        Entries[$"T:{type.FullName}"].Element("summary")!.Elements("c").Select(code => code.Value).FirstOrDefault(code => code[0] == '/')
        ?? OfMembers().First(pair => pair.Member == $"{type.Name}.NamesAsync").Call["GET ".Length..];

    /// <summary>Whether the type's own documentation names a call of the member.</summary>
    private static bool IsDocumented(Type type, string member) => OfMembers().Any(pair => pair.Member == $"{type.Name}.{member}");

    /// <summary>What the summary and the remarks name, but for the GETs of the object that it is about anyway, which come before and after.</summary>
    private static IEnumerable<string> CallsIn(XElement entry)
    {
        var inherited = entry.Elements("inheritdoc").Select(element => (string?)element.Attribute("cref")).FirstOrDefault(cref => cref is not null && Entries.ContainsKey(cref));
        var calls = Named(entry.Element("summary")).Concat(Named(entry.Element("remarks"))).Distinct().ToList();
        if (calls.Count == 0)
            return inherited is null ? [] : CallsIn(Entries[inherited]);
        return calls.Where((call, at) => at == 0 || !call.StartsWith("GET ", StringComparison.Ordinal) || calls.Count(other => other.EndsWith(call["GET".Length..], StringComparison.Ordinal)) == 1);
    }

    private static IEnumerable<string> Named(XElement? text) =>
        text?.Descendants("c").Select(code => Call().Match(code.Value)).Where(match => match.Success).Select(match => match.Groups[1].Value) ?? [];

    /// <summary>
    /// A documented member as TYPE.NAME; null for raw clients and what is not public. Reading a property sends nothing: what
    /// makes the call is the GetAsync of the singleton that it returns, or a verb that is given the value, such as a mode.
    /// </summary>
    private static string? PublicMember(string name)
    {
        if (name[0] is not ('M' or 'P'))
            return null;
        var path = name[2..].Split('(')[0];
        var dot = path.LastIndexOf('.');
        var type = Sdk.GetType(path[..dot]);
        if (type is not { IsVisible: true, Namespace: not "LxdGen.Raw" } || type.GetMember(path[(dot + 1)..]).Length == 0)
            return null;
        if (name[0] == 'M')
            return $"{type.Name}{path[dot..]}";
        var property = type.GetProperty(path[(dot + 1)..])!;
        if (property.PropertyType.Name == "LxdSingleton`1")
            return $"{type.Name}{path[dot..]}.GetAsync";
        return property.PropertyType == type ? $"{type.Name}{path[dot..]}" : null;
    }

    [GeneratedRegex(@"^((?:GET|PUT|POST|PATCH|DELETE) /1\.0[^? ]*)(?:\?.*)?$")]
    private static partial Regex Call();
}

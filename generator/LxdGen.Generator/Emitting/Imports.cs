using System.Text.RegularExpressions;

namespace LxdGen.Generator.Emitting;

/// <summary>
/// The emitters write every type with its full name. This makes simple names of those that can be read only one way
/// where the model is, and the using directives that they need.
/// </summary>
internal static class Imports
{
    /// <summary>Types that every model uses, whatever its DTO.</summary>
    public static readonly (string Namespace, string Name)[] Types =
    [
        ("System", "Action"), ("System", "ArgumentException"), ("System", "ArgumentNullException"), ("System", "Func"), ("System", "InvalidOperationException"), ("System", "NotSupportedException"), ("System", "Obsolete"),
        ("System.ComponentModel", "EditorBrowsable"), ("System.ComponentModel", "EditorBrowsableState"),
        ("System.CodeDom.Compiler", "GeneratedCode"), ("System.Diagnostics", "DebuggerDisplay"),
        ("System.Collections.Generic", "IDictionary"), ("System.Collections.Generic", "IReadOnlyDictionary"), ("System.Collections.Generic", "IReadOnlyList"),
        ("System.Collections.ObjectModel", "ReadOnlyDictionary"),
        ("System.Threading", "CancellationToken"), ("System.Threading.Tasks", "Task"),
        ("LxdGen", "LxdChange"), ("LxdGen", "LxdCollection"), ("LxdGen", "LxdCollectionBase"), ("LxdGen", "LxdConfig"), ("LxdGen", "LxdConfigs"), ("LxdGen", "LxdReply"), ("LxdGen", "LxdException"),
        ("LxdGen", "LxdConflictException"), ("LxdGen", "LxdNotFoundException"), ("LxdGen", "LxdPreconditionFailedException"),
        ("LxdGen.Models", "CarriedField"), ("LxdGen.Models", "ILxdModel"), ("LxdGen.Models", "MapField"), ("LxdGen.Models", "ModelEndpoint"), ("LxdGen.Models", "ModelFields"),
        ("LxdGen.Models", "ModelState"), ("LxdGen.Models", "NestedMapField"), ("LxdGen.Models", "ValueField"),
    ];

    private static readonly Regex QualifiedName = new(@"global::(\w+(?:\.\w+)+)");

    /// <summary>The text with simple names, below the using directives for them.</summary>
    public static string Shorten(string text, IEnumerable<string> shortNames, string ownNamespace)
    {
        var allowed = new HashSet<string>(shortNames);
        var used = new SortedSet<string>(StringComparer.Ordinal);
        var body = QualifiedName.Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            if (TypeIn(name, allowed) is not { } type)
                return match.Value;
            var space = type.Substring(0, type.LastIndexOf('.'));
            if (space != ownNamespace)
                used.Add(space);
            return name.Substring(space.Length + 1);
        });
        var directives = used.OrderByDescending(space => space == "System" || space.StartsWith("System.", StringComparison.Ordinal)).ThenBy(space => space, StringComparer.Ordinal);
        return string.Concat(directives.Select(space => $"using {space};\n")) + (used.Count > 0 ? "\n" : "") + body;
    }

    /// <summary>The type that a dotted name begins with; the rest are its members.</summary>
    private static string? TypeIn(string name, HashSet<string> allowed)
    {
        for (var type = name; type.LastIndexOf('.') is var dot and > 0; type = type.Substring(0, dot))
        {
            if (allowed.Contains(type))
                return type;
        }

        return null;
    }
}

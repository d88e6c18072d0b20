using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Which references have a name. One edit follows the other with the same references, so what was found is kept.</summary>
internal sealed class ReferencedNames
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, ReferencedNames> OfCoreLibraries = new();

    private readonly IAssemblySymbol[] _assemblies;
    private readonly ConcurrentDictionary<string, IAssemblySymbol[]> _known = new();

    private ReferencedNames(IAssemblySymbol[] assemblies) => _assemblies = assemblies;

    public static ReferencedNames Of(Compilation compilation)
    {
        var assemblies = compilation.SourceModule.ReferencedAssemblySymbols.ToArray();
        var core = compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly;
        if (OfCoreLibraries.TryGetValue(core, out var names) && names._assemblies.SequenceEqual(assemblies, SymbolEqualityComparer.Default))
            return names;
        OfCoreLibraries.Remove(core);
        return OfCoreLibraries.GetValue(core, _ => new ReferencedNames(assemblies));
    }

    /// <summary>The references that have a type or namespace of that name; of many, two.</summary>
    public IAssemblySymbol[] With(string name) =>
        _known.GetOrAdd(name, name => [.. _assemblies.Where(assembly => assembly.TypeNames.Contains(name) || assembly.NamespaceNames.Contains(name)).Take(2)]);
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LxdGen.Generator.Emitting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LxdGen.Generator.Parsing;

/// <summary>
/// Which simple names only one thing has in a project and all that it refers to. Almost all names that are asked for are
/// such, and to look them up in every scope would cost milliseconds at each keystroke.
/// </summary>
internal sealed class UniqueNames
{
    private static readonly ConditionalWeakTable<Compilation, UniqueNames> OfCompilations = new();

    private readonly Compilation _compilation;
    private readonly IAssemblySymbol[] _references;
    private readonly HashSet<string> _aliases;
    private readonly ConcurrentDictionary<(string Namespace, string Name), bool> _known = new();

    private UniqueNames(Compilation compilation)
    {
        _compilation = compilation;
        _references = [.. compilation.SourceModule.ReferencedAssemblySymbols];
        _aliases = new(compilation.SyntaxTrees
            .SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot()).Usings)
            .Where(directive => directive.Alias is not null)
            .Select(directive => directive.Alias!.Name.Identifier.ValueText));
    }

    /// <summary>The names of one compilation, which all models of a project ask for.</summary>
    public static UniqueNames Of(Compilation compilation) => OfCompilations.GetValue(compilation, static compilation => new UniqueNames(compilation));

    /// <summary>Whether nothing is called so but perhaps types of this namespace. What is not sure is answered with no.</summary>
    public bool Has(string space, string name) => _known.GetOrAdd((space, name), key => IsUnique(key.Namespace, key.Name));

    private bool IsUnique(string space, string name)
    {
        if (_aliases.Contains(name))
            return false;
        var sources = _compilation.GetSymbolsWithName(name, SymbolFilter.Namespace | SymbolFilter.Type).ToList();
        var references = _references.Where(assembly => assembly.TypeNames.Contains(name) || assembly.NamespaceNames.Contains(name)).Take(2).ToList();
        return references.Count switch
        {
            0 => sources.All(source => ShortNames.IsIn(source, space)),
            // A library can have the name twice; .NET's and our own are known not to.
            1 => sources.Count == 0 && Imports.Types.Any(type => type.Namespace == space) && IsIn(references[0], space, name),
            _ => false,
        };
    }

    private static bool IsIn(IAssemblySymbol assembly, string space, string name)
    {
        var found = assembly.GlobalNamespace;
        foreach (var part in space.Split('.'))
        {
            if (found.GetNamespaceMembers().FirstOrDefault(member => member.Name == part) is not { } next)
                return false;
            found = next;
        }

        return found.GetTypeMembers(name).Any();
    }
}

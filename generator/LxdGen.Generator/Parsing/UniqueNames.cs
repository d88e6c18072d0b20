using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LxdGen.Generator.Emitting;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>
/// Which simple names only one thing has in a project and all that it refers to. Almost all names that are asked for are
/// such, and to look them up in every scope would cost milliseconds at each keystroke.
/// </summary>
internal sealed class UniqueNames
{
    private static readonly ConditionalWeakTable<Compilation, UniqueNames> OfCompilations = new();

    private readonly Dictionary<string, string?> _declared = [];
    private readonly ReferencedNames _references;
    private readonly ConcurrentDictionary<(string Namespace, string Name), bool> _known = new();

    private UniqueNames(Compilation compilation)
    {
        _references = ReferencedNames.Of(compilation);
        foreach (var names in compilation.SyntaxTrees.Select(tree => DeclaredNames.Of(tree, CancellationToken.None)))
        {
            foreach (var (space, name) in names.Types)
                _declared[name] = !_declared.TryGetValue(name, out var other) || other == space ? space : null;
            foreach (var name in names.Others)
                _declared[name] = null;
        }
    }

    /// <summary>The names of one compilation, which all models of a project ask for.</summary>
    public static UniqueNames Of(Compilation compilation) => OfCompilations.GetValue(compilation, static compilation => new UniqueNames(compilation));

    /// <summary>Whether nothing is called so but perhaps types of this namespace. What is not sure is answered with no.</summary>
    public bool Has(string space, string name) => _known.GetOrAdd((space, name), key => IsUnique(key.Namespace, key.Name));

    private bool IsUnique(string space, string name)
    {
        var isDeclared = _declared.TryGetValue(name, out var declaredIn);
        var references = _references.With(name);
        return references.Length switch
        {
            0 => !isDeclared || declaredIn == space,
            // A library can have the name twice; .NET's and our own are known not to.
            1 => !isDeclared && Imports.Types.Any(type => type.Namespace == space) && IsIn(references[0], space, name),
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

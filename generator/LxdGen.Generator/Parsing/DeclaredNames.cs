using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LxdGen.Generator.Parsing;

/// <summary>The names that one file declares, read once: the files that an edit leaves alone are the same in the next compilation.</summary>
internal sealed class DeclaredNames
{
    private static readonly ConditionalWeakTable<SyntaxTree, DeclaredNames> OfTrees = new();

    private DeclaredNames(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            switch (node)
            {
                case UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias }: Others.Add(alias); break;
                case BaseNamespaceDeclarationSyntax space: Others.AddRange(Parts(space.Name)); break;
                case BaseTypeDeclarationSyntax type: Add(type.Parent, type.Identifier.ValueText); break;
                case DelegateDeclarationSyntax type: Add(type.Parent, type.Identifier.ValueText); break;
            }
        }
    }

    /// <summary>Types that stand in a namespace, or in none.</summary>
    public List<(string Namespace, string Name)> Types { get; } = [];

    /// <summary>What else has a name: nested types, namespaces and aliases.</summary>
    public List<string> Others { get; } = [];

    public static DeclaredNames Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        OfTrees.GetValue(tree, tree => new DeclaredNames(tree.GetRoot(cancellationToken)));

    private void Add(SyntaxNode? parent, string name)
    {
        if (parent is TypeDeclarationSyntax)
            Others.Add(name);
        else
            Types.Add((string.Join(".", Spaces(parent)), name));
    }

    private static IEnumerable<string> Spaces(SyntaxNode? node) =>
        node is BaseNamespaceDeclarationSyntax space ? Spaces(space.Parent).Concat(Parts(space.Name)) : [];

    private static IEnumerable<string> Parts(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => Parts(qualified.Left).Concat(Parts(qualified.Right)),
        SimpleNameSyntax simple => [simple.Identifier.ValueText],
        _ => [],
    };
}

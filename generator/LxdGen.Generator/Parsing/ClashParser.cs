using LxdGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Parsing;

/// <summary>Finds members that are in the way of generated ones.</summary>
internal static class ClashParser
{
    private static readonly string[] OfEvery = ["_client", "_state", "Endpoint", "IsDeleted", "IsLoaded", "IsStale", "SyncAsync"];

    private static readonly string[] OfEditable =
        ["Fields", "IsDirty", "Changes", "RollbackAsync", "SaveAsync", "PutAsync", "RawPutAsync", "UpdateAsync"];

    public static void Check(ParseContext context, IReadOnlyDictionary<string, IMethodSymbol> methods)
    {
        var generated = Generated(context, methods);
        foreach (var member in generated.SelectMany(name => Members(context.Model, name)))
            Report(context, member);
        foreach (var field in context.FieldsOfData)
        {
            if (field.Name == context.Model.Name || generated.Contains(field.Name))
                context.Report(Descriptors.Clash, context.DataLocation, $"{context.Data.Name}.{field.Name}");
            foreach (var member in Members(context.Model, field.Name).Where(member => !IsMeant(context, member)))
                Report(context, member);
        }
    }

    /// <summary>What is generated besides the properties of the fields.</summary>
    private static List<string> Generated(ParseContext context, IReadOnlyDictionary<string, IMethodSymbol> methods)
    {
        var names = OfEvery.ToList();
        if (context.Put is not null)
            names.AddRange(OfEditable);
        if (methods.ContainsKey("Patch"))
            names.AddRange(["PatchAsync", "RawPatchAsync"]);
        if (methods.ContainsKey("Post"))
            names.Add("RawPostAsync");
        if (methods.ContainsKey("Delete"))
            names.Add("DeleteAsync");
        return names;
    }

    /// <summary>The members of that name that the class has, else those that it inherits.</summary>
    private static List<ISymbol> Members(INamedTypeSymbol model, string name)
    {
        for (var type = model; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(type, model);
            var found = type.GetMembers(name).Where(member => !member.IsImplicitlyDeclared && (isOwn || member.DeclaredAccessibility != Accessibility.Private)).ToList();
            if (found.Count > 0)
                return found;
        }

        return [];
    }

    private static bool IsMeant(ParseContext context, ISymbol member) =>
        IsOwn(context, member) && (member.Attribute(KnownNames.PathAttribute) ?? member.Attribute(KnownNames.ParentAttribute) ?? member.Attribute(KnownNames.OwnAttribute)) is not null;

    private static bool IsOwn(ParseContext context, ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingType, context.Model);

    private static void Report(ParseContext context, ISymbol member)
    {
        if (IsOwn(context, member))
            context.Report(Descriptors.Clash, member.FirstLocation(), member.Name);
        else
            context.Report(Descriptors.Clash, context.Model.FirstLocation(), $"{member.ContainingType.Name}.{member.Name}");
    }
}

using System.Reflection;
using Microsoft.CodeAnalysis;

namespace LxdGen.Generator.Tests.Harness;

/// <summary>All that can be reached from an object through its fields.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Heavy =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(SemanticModel), typeof(Compilation), typeof(Location), typeof(AttributeData)];

    /// <summary>Refuses what would keep a whole compilation alive.</summary>
    public static void AssertLight(object? root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([root]);
        while (open.TryPop(out var item))
        {
            if (item is null or string or Type or Delegate || item.GetType().IsPrimitive || !seen.Add(item))
                continue;
            Assert.DoesNotContain(Heavy, type => type.IsInstanceOfType(item));
            foreach (var child in item is Array array ? array.Cast<object?>() : Fields(item))
                open.Push(child);
        }

        Assert.NotEmpty(seen);
    }

    private static IEnumerable<object?> Fields(object item)
    {
        for (var type = item.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field.GetValue(item);
        }
    }
}

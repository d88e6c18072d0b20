using System.Reflection;
using LxdGen.Json;
using LxdGen.Models;
using LxdGen.Tests.Profiles;

namespace LxdGen.Tests;

/// <summary>All DTOs and open values that the SDK has, and DTOs that the templates make of another schema, so that a new one is tested from its first day on.</summary>
internal static class DtoTypes
{
    public static IReadOnlyList<Type> Dtos { get; } = [.. Exported.Where(type => type.IsClass && Implements(type, typeof(ILxdJson<>)))];

    public static IReadOnlyList<Type> OpenValues { get; } = [.. Exported.Where(type => type.IsValueType && Implements(type, typeof(ILxdOpenValue<>)))];

    private static IEnumerable<Type> Exported => new[] { typeof(LxdClient), typeof(ProfileData) }.SelectMany(type => type.Assembly.GetExportedTypes()).Where(type => type is { IsAbstract: false, IsGenericType: false });

    public static bool IsOpenValue(Type type) => type.IsValueType && Implements(type, typeof(ILxdOpenValue<>));

    public static IEnumerable<(PropertyInfo Property, string Json)> Fields(Type dto) =>
        dto.GetProperties().Where(property => property.IsDefined(typeof(LxdFieldAttribute))).Select(property => (property, property.GetCustomAttribute<LxdFieldAttribute>()!.Name));

    private static bool Implements(Type type, Type definition) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition && i.GetGenericArguments()[0] == type);
}

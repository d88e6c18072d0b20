namespace LxdGen;

/// <summary>Marks a property that a model's author wrote in place of the one that would be generated under its name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LxdOwnAttribute : Attribute;

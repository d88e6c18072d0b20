namespace LxdGen;

/// <summary>Says that a member of a model is the model that it belongs to, and so supplies path parameters too.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class LxdParentAttribute : Attribute;

namespace LxdGen;

/// <summary>Says which path parameter of the raw client's methods a member of a model supplies.</summary>
/// <param name="parameter">The parameter's name, such as <c>poolName</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class LxdPathAttribute(string parameter) : Attribute
{
    /// <summary>The parameter's name.</summary>
    public string Parameter { get; } = parameter;
}

namespace LxdGen;

/// <summary>
/// Makes a partial class a model of a resource: the generator adds the properties of <see cref="Data"/>, the tracking
/// of what was edited, and the verbs that the raw client has endpoints for.
/// </summary>
/// <remarks>
/// <para>The endpoints are the methods of <see cref="Client"/> called <c>GetAsync</c>, <c>PutAsync</c>,
/// <c>PatchAsync</c>, <c>DeleteAsync</c>, <c>ListAsync</c> and <c>CreateAsync</c>. Without a type for PUT the model is
/// read-only.</para>
/// <para>Each path parameter is supplied by the member that <see cref="LxdPathAttribute"/> marks with its name.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LxdModelAttribute : Attribute
{
    /// <summary>Makes a model that can be edited.</summary>
    /// <param name="data">The DTO that GET returns.</param>
    /// <param name="put">The DTO that PUT and PATCH take.</param>
    /// <param name="client">The interface of the raw client.</param>
    public LxdModelAttribute(Type data, Type put, Type client)
    {
        Data = data;
        Put = put;
        Client = client;
    }

    /// <summary>Makes a model that can only be read.</summary>
    /// <param name="data">The DTO that GET returns.</param>
    /// <param name="client">The interface of the raw client.</param>
    public LxdModelAttribute(Type data, Type client)
    {
        Data = data;
        Client = client;
    }

    /// <summary>The DTO that GET returns.</summary>
    public Type Data { get; }

    /// <summary>The DTO that PUT and PATCH take, null for a model that can only be read.</summary>
    public Type? Put { get; }

    /// <summary>The interface of the raw client.</summary>
    public Type Client { get; }
}

namespace LxdGen;

/// <summary>
/// Makes a partial class a model of a resource: the generator adds the properties of <see cref="Data"/>, the tracking
/// of what was edited, and the verbs that the raw client has endpoints for.
/// </summary>
/// <remarks>
/// <para>The endpoints are the methods of <see cref="Client"/> called <c>GetAsync</c>, <c>PutAsync</c>,
/// <c>PatchAsync</c>, <c>PostAsync</c>, <c>DeleteAsync</c>, <c>ListAsync</c>, <c>ListUrlsAsync</c> and
/// <c>CreateAsync</c>. Without a type for PUT nothing can be edited.</para>
/// <para>Each path parameter is supplied by the member that <see cref="LxdPathAttribute"/> marks with its name, or by
/// the model that <see cref="LxdParentAttribute"/> marks. If the member of the last one can be set, the model can be
/// renamed.</para>
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

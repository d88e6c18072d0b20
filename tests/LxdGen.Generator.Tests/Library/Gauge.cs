using Library;
using Library.Raw;
using LxdGen;

// Users have classes outside of namespaces, whatever CA1050 thinks of it.
#pragma warning disable CA1050

/// <summary>A model that can only be read, in the global namespace.</summary>
[LxdModel(typeof(CardData), typeof(ICardsClient))]
public partial class Gauge
{
    [LxdPath("number")]
    public virtual string Number { get; }
}

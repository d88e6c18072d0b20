using Library.Raw;
using LxdGen;

/// <summary>A model that can only be read, in the global namespace.</summary>
[LxdModel(typeof(CardData), typeof(ICardsClient))]
public partial class Gauge
{
    [LxdPath("number")]
    public virtual string Number { get; }
}

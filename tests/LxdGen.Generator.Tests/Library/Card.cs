using System.Diagnostics;
using Library.Raw;
using LxdGen;

namespace Library;

public static partial class Desk
{
    internal partial record struct Drawer
    {
        /// <summary>A sealed model inside two types, with a debugger display and a text of its own.</summary>
        [LxdModel(typeof(CardData), typeof(CardData), typeof(ICardsClient))]
        [DebuggerDisplay("{number}")]
        internal sealed partial class Card
        {
            [LxdPath("number")]
            private readonly string number;

            public override string ToString() => $"Card {number}";
        }
    }
}

using Library.Raw;
using LxdGen;

namespace Library;

/// <summary>A model that is addressed by an open value too, in a project, and on a member of its own.</summary>
[LxdModel(typeof(BoxData), typeof(IBoxesClient))]
public partial class Box
{
    [LxdPath("kind")]
    public virtual BoxKind Kind { get; }

    [LxdPath("boxName")]
    public virtual string Name { get; private set; }
}

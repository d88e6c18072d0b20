using Library.Raw;
using LxdGen;

namespace Library;

/// <summary>A model with three path parameters, a collection, and a property of its own.</summary>
[LxdModel(typeof(ShelfData), typeof(ShelfPut), typeof(IShelvesClient))]
public partial class Shelf
{
    [LxdPath("libraryName")]
    public virtual string LibraryName { get; }

    [LxdPath("room")]
    private readonly string _room;

    [LxdPath("shelfName")]
    public virtual string Name { get; }

    public string Room => _room;

    [LxdOwn]
    public virtual bool IsLocked
    {
        get => _state.Edited.IsLocked ?? true;
        set => _state.Edited.IsLocked = value;
    }
}

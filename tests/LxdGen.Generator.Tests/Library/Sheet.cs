using Library.Raw;
using LxdGen;

namespace Library;

/// <summary>What a folder has one of: all of its path comes from its parent and the parent's parent.</summary>
[LxdModel(typeof(SheetData), typeof(ISheetsClient))]
public partial class Sheet
{
    [LxdParent]
    public virtual Folder Folder { get; }
}

using Library.Raw;
using LxdGen;

// The generator's own name for it, whatever CA1711 thinks of it.
#pragma warning disable CA1711

namespace Library;

/// <summary>A model with a parent, that can be renamed in a way of its own.</summary>
[LxdModel(typeof(FolderData), typeof(IFoldersClient))]
public partial class Folder
{
    [LxdParent]
    public virtual Box Box { get; }

    [LxdPath("folderName")]
    public virtual string Name { get; private set; }

    /// <summary>Refuses.</summary>
    /// <param name="newName">A name.</param>
    /// <returns>Never.</returns>
    public virtual Task RenameAsync(string newName) => throw new NotSupportedException(newName);
}

/// <summary>A collection that has written parts of itself.</summary>
public partial class FolderCollection
{
    /// <summary>Creates a folder.</summary>
    /// <param name="name">Its name, null for one that the server finds.</param>
    /// <returns>The folder.</returns>
    public virtual Task<Folder> CreateAsync(string? name = null) => CreateFromAsync(new FoldersPost { Name = name }, default);

    /// <inheritdoc/>
    protected override string NameOf(FolderData data) => data.Name.Split('/')[^1];
}

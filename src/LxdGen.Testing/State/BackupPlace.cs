namespace LxdGen.Testing.State;

/// <summary>Where the file of a backup is on the disk of a server, below the folder of the pool.</summary>
/// <param name="Member">Whose disk.</param>
/// <param name="Folder">The volume, as it is called on the disk.</param>
/// <param name="Name">The backup.</param>
internal readonly record struct BackupPlace(string Member, string Folder, string Name)
{
    public static BackupPlace Of(VolumeKey key, string name) => new(key.Member, key.StorageName, name);
}

namespace LxdGen.Testing.State;

/// <summary>What tells a volume from the others of its pool.</summary>
internal readonly record struct VolumeKey(string Project, string Type, string Name, string Member) : IComparable<VolumeKey>
{
    public int CompareTo(VolumeKey other)
    {
        var order = string.CompareOrdinal(Type, other.Type);
        if (order == 0)
            order = string.CompareOrdinal(Name, other.Name);
        if (order == 0)
            order = string.CompareOrdinal(Project, other.Project);
        return order != 0 ? order : string.CompareOrdinal(Member, other.Member);
    }

    /// <summary>The name as it is on the server's disk.</summary>
    public string StorageName => $"{Project}_{Name}";
}

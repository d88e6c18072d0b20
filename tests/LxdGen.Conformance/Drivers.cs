namespace LxdGen.Conformance;

/// <summary>The storage drivers that work without a device of their own.</summary>
public sealed class Drivers : TheoryData<string>
{
    public Drivers()
    {
        Add("dir");
        Add("btrfs");
    }
}

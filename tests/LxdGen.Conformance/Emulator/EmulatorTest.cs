using LxdGen.Testing;

namespace LxdGen.Conformance.Emulator;

/// <summary>A test with an emulator of its own.</summary>
public abstract class EmulatorTest
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Profiles => ["5.0.2", "5.21.4", "6.9"];

    /// <summary>Those with buckets.</summary>
    public static TheoryData<string> NewerProfiles => ["5.21.4", "6.9"];

    protected static LxdProfile Profile(string version) =>
        new[] { LxdProfile.Lxd50, LxdProfile.Lxd521, LxdProfile.Lxd6 }.Single(profile => profile.Version == version);

    protected static Task<LxdEmulator> StartAsync(string version) => LxdEmulator.StartAsync(new() { Profile = Profile(version) }, Token);
}

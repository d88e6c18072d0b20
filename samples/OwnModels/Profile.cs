using LxdGen;
using OwnModels.Raw;

namespace OwnModels;

/// <summary>A set of config keys and devices that instances are made with.</summary>
[LxdModel(typeof(ProfileData), typeof(ProfilePut), typeof(IProfilesClient))]
public partial class Profile
{
    /// <summary>The name, unique in the project.</summary>
    [LxdPath("profileName")]
    public virtual string Name { get; }
}

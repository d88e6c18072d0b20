using LxdGen.Tests.Profiles;

namespace LxdGen.Tests;

/// <summary>A DTO's map of maps, which can be edited in place and has no null in it.</summary>
public sealed class NestedMapTests
{
    public static TheoryData<string> AllSerializers => [.. Serializers.Names];

    [Theory]
    [MemberData(nameof(AllSerializers))]
    public void What_was_read_can_be_edited_in_place(string serializer)
    {
        var put = (ProfilePut)Serializers.Read(serializer, typeof(ProfilePut), """{"devices":{"root":{"type":"disk","pool":"p1"}}}""")!;
        put.Devices["root"]["pool"] = "p2";
        put.Devices["tty"] = new LxdConfig { ["type"] = "none" };

        Fakes.JsonAssert.Equal("""{"config":{},"devices":{"root":{"type":"disk","pool":"p2"},"tty":{"type":"none"}}}""", Serializers.Write(serializer, typeof(ProfilePut), put));
    }

    [Fact]
    public void A_null_of_the_server_is_an_empty_map() =>
        Assert.Empty(((ProfileData)Serializers.Read(Serializers.Own, typeof(ProfileData), """{"devices":{"root":null}}""")!).Devices["root"]);

    [Fact]
    public void A_null_in_another_map_is_refused_when_it_is_written()
    {
        var put = new ProfilePut { Devices = new Dictionary<string, IDictionary<string, string>> { ["root"] = null! } };

        Assert.Throws<ArgumentNullException>(() => Serializers.Write(Serializers.Own, typeof(ProfilePut), put));
    }
}

using System.Text.Json.Nodes;
using LxdGen.Json;

namespace LxdGen.Tests;

/// <summary>What LXD 5.0.2 was seen to send, through every serializer.</summary>
public sealed class LxdShapesTests
{
    private const string Pool = """{"config":{"source":"/var/lib/lxd/storage-pools/p1"},"description":"","name":"p1","driver":"dir","used_by":null,"status":"Created","locations":["none"]}""";

    private const string PoolOfARestrictedClient = """{"config":null,"description":"","name":"p1","driver":"dir","used_by":[],"status":"Created","locations":["none"]}""";

    private const string Resources = """{"space":{"used":15335903232,"total":18446744073709551615},"inodes":{"used":428933,"total":16777216}}""";

    private const string Volume = """{"config":{"size":"10MiB","volatile.idmap.last":"[]"},"description":"d","name":"v1","type":"custom","used_by":["/1.0/profiles/p"],"location":"none","content_type":"filesystem","project":"default","created_at":"0001-01-01T00:00:00Z"}""";

    private const string VolumeState = """{"usage":{"total":0}}""";

    private const string VolumeStateOfNoUsage = """{"usage":null}""";

    private const string Snapshot = """{"description":"d","expires_at":"2030-01-01T00:00:00Z","name":"s1","config":{"size":"10MiB"},"content_type":"filesystem","created_at":"0001-01-01T00:00:00Z"}""";

    private const string ListedSnapshot = """{"description":"","expires_at":null,"name":"v1/s1","config":{},"content_type":"","created_at":"0001-01-01T00:00:00Z"}""";

    private const string Backup = """{"name":"b1","created_at":"2026-11-24T13:26:53Z","expires_at":"0001-01-01T00:00:00Z","volume_only":false,"optimized_storage":false}""";

    private const string Operation = """
        {"id":"4a2c4e2e-6d1b-4a0e-9c3c-0f2d1f6f7a11","class":"task","description":"Creating storage volume","created_at":"2024-05-01T10:00:00.1234567Z","updated_at":"2024-05-01T10:00:00.1234567Z",
        "status":"Running","status_code":103,"resources":{"storage_volumes":["/1.0/storage-pools/p1/volumes/custom/v"]},"metadata":{"fs_progress":"v: 42.88MB (42.78MB/s)","n":[1,null]},"may_cancel":false,"err":"","location":"none"}
        """;

    private const string IdleOperation = """
        {"id":"x","class":"token","description":"","created_at":"2024-05-01T12:00:00+02:00","updated_at":"2024-05-01T10:00:00Z","status":"Success","status_code":200,"resources":null,"metadata":null,"may_cancel":true,"err":"","location":""}
        """;

    private const string Server = """
        {"config":{"core.https_address":"[::]:8443","core.trust_password":true},"api_extensions":["storage","api_filtering"],"api_status":"stable","api_version":"1.0","auth":"trusted","public":false,"auth_methods":["tls"],
        "environment":{"addresses":[],"architectures":["x86_64","i686"],"certificate":"-----BEGIN CERTIFICATE-----\n","certificate_fingerprint":"39b5","driver":"lxc","driver_version":"5.0.2","firewall":"xtables","kernel":"Linux",
        "kernel_features":{"idmapped_mounts":"true","shiftfs":"false"},"kernel_version":"6.1","lxc_features":{"cgroup2":"true"},"os_name":"Debian GNU/Linux","os_version":"12","project":"default","server":"lxd","server_clustered":false,
        "server_event_mode":"full-mesh","server_name":"vm","server_pid":2631,"server_version":"5.0.2","storage":"dir","storage_version":"1","storage_supported_drivers":[{"Name":"dir","Version":"1","Remote":false},{"Name":"ceph","Version":"17","Remote":true}]}}
        """;

    private const string ServerForStrangers = """{"config":null,"api_extensions":null,"api_status":"stable","api_version":"1.0","auth":"untrusted","public":false,"auth_methods":["tls"]}""";

    public static TheoryData<string, Type, string> Shapes =>
    [
        .. from serializer in Serializers.Names
           from shape in new[]
           {
               (typeof(StoragePoolData), Pool), (typeof(StoragePoolData), PoolOfARestrictedClient), (typeof(StorageResourcesData), Resources), (typeof(StorageVolumeData), Volume),
               (typeof(StorageVolumeStateData), VolumeState), (typeof(StorageVolumeStateData), VolumeStateOfNoUsage), (typeof(StorageVolumeSnapshotData), Snapshot),
               (typeof(StorageVolumeSnapshotData), ListedSnapshot), (typeof(StorageVolumeBackupData), Backup), (typeof(OperationData), Operation),
               (typeof(OperationData), IdleOperation), (typeof(ServerData), Server), (typeof(ServerData), ServerForStrangers),
           }
           select (serializer, shape.Item1, shape.Item2),
    ];

    public static TheoryData<string> AllSerializers => [.. Serializers.Names];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Nothing_of_it_is_lost(string serializer, Type dto, string lxd)
    {
        var value = Serializers.Read(serializer, dto, lxd)!;
        DtoAssert.AllSet(value);
        DtoAssert.HasAllOf(lxd, Serializers.Write(serializer, dto, value));
        DtoAssert.HasAllOf(lxd, Serializers.Write(Serializers.Own, dto, value));
    }

    [Theory]
    [MemberData(nameof(AllSerializers))]
    public void The_values_are_those_of_the_wire(string serializer)
    {
        var pool = Read<StoragePoolData>(serializer, Pool);
        Assert.Equal(("p1", StorageDriver.Dir, StoragePoolStatus.Created, "/var/lib/lxd/storage-pools/p1"), (pool.Name, pool.Driver, pool.Status, pool.Config["source"]));
        Assert.Empty(pool.UsedBy);
        Assert.Equal(ulong.MaxValue, Read<StorageResourcesData>(serializer, Resources).Space.Total);
        var operation = Read<OperationData>(serializer, Operation);
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero).AddTicks(1234567), operation.CreatedAt);
        Assert.Equal(103, operation.StatusCode);
        var environment = Read<ServerData>(serializer, Server).Environment!;
        Assert.Equal([StorageDriver.Dir, StorageDriver.Ceph], environment.StorageSupportedDrivers.Select(driver => driver.Name));
        Assert.Equal(2631, environment.AdditionalProperties["server_pid"].GetInt32());
        Assert.Null(Read<ServerData>(serializer, ServerForStrangers).Environment);
    }

    [Theory]
    [MemberData(nameof(AllSerializers))]
    public void Go_s_zero_time_is_none_and_nine_digits_are_read(string serializer)
    {
        var operation = Read<OperationData>(serializer, """{"created_at":"0001-01-01T00:00:00Z","updated_at":"2024-05-01T10:00:00.123456789Z"}""");
        Assert.Null(operation.CreatedAt);
        // A time here has seven digits. Some serializers round the rest, some cut it off.
        Assert.InRange(operation.UpdatedAt!.Value.UtcTicks % TimeSpan.TicksPerSecond, 1234567, 1234568);
        Assert.False(JsonNode.Parse(Serializers.Write(serializer, typeof(OperationData), operation))!.AsObject().ContainsKey("created_at"));
    }

    [Theory]
    [MemberData(nameof(AllSerializers))]
    public void A_text_that_looks_like_a_time_is_never_changed_unseen(string serializer)
    {
        const string Json = """{"config":{"user.made":"2024-05-01T10:00:00.50Z"},"newer":"2024-05-01T10:00:00.50Z"}""";
        if (serializer == Serializers.NewtonsoftTree)
        {
            // JToken.Parse has already made a time of it, and what it was made of is gone.
            var exception = Assert.ThrowsAny<Newtonsoft.Json.JsonException>(() => Read<StoragePoolPut>(serializer, Json));
            Assert.Contains("DateParseHandling.None", exception.Message, StringComparison.Ordinal);
            return;
        }

        Fakes.JsonAssert.Equal(Json, Serializers.Write(serializer, typeof(StoragePoolPut), Read<StoragePoolPut>(serializer, Json)));
    }

    private static T Read<T>(string serializer, string json)
        where T : ILxdJson<T> => (T)Serializers.Read(serializer, typeof(T), json)!;
}

namespace LxdGen.Tests.Fakes;

/// <summary>What LXD 5.0.2 was seen to send.</summary>
internal static class Wire
{
    public const string Events = "/1.0/events";
    public const string Pools = "/1.0/storage-pools";
    public const string P1 = $"{Pools}/p1";
    public const string GetP1 = $"GET {P1}";
    public const string PutP1 = $"PUT {P1}";
    public const string PatchP1 = $"PATCH {P1}";
    public const string DeleteP1 = $"DELETE {P1}";
    public const string PostPools = $"POST {Pools}";
    public const string ListPools = $"GET {Pools}?recursion=1";
    public const string ListUrls = $"GET {Pools}";

    public const string ETag = "8b4c1f3c8b2a5f0a9d7a3c4e5f60718293a4b5c6d7e8f90112233445566778899";
    public const string ETag2 = "0000000000000000000000000000000000000000000000000000000000000002";

    public const string OperationId = "4a2c4e2e-6d1b-4a0e-9c3c-0f2d1f6f7a11";
    public const string WaitOperation = $"GET /1.0/operations/{OperationId}/wait?timeout=30";
    public const string GetOperation = $"GET /1.0/operations/{OperationId}";

    /// <summary>The config that <see cref="Pool"/> has unless told otherwise.</summary>
    public const string Config = """{"size":"1GiB","source":"/p1"}""";

    /// <summary>What the save of an untouched pool would send.</summary>
    public const string CleanBody = $$"""{"description":"","config":{{Config}}}""";

    public static string Pool(string description = "", string config = Config, string name = "p1", string more = "") =>
        $$"""{"config":{{config}},"description":"{{description}}","name":"{{name}}","driver":"dir","used_by":[],"status":"Created","locations":["none"]{{more}}}""";

    public static string Operation(string status, int code, string err = "", string more = "") =>
        $$"""{"id":"{{OperationId}}","class":"task","description":"Updating storage pool","created_at":"2024-05-01T10:00:00.123456789Z","updated_at":"2024-05-01T10:00:00.123456789Z","status":"{{status}}","status_code":{{code}},"resources":null,"metadata":null,"may_cancel":false,"err":"{{err}}","location":"none"{{more}}}""";

    public static string Running => Operation("Running", 103);

    public static string Success => Operation("Success", 200);
}

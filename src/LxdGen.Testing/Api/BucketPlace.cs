using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>The bucket that a path is about, on servers and pools that have any.</summary>
internal static class BucketPlace
{
    public const string Extension = "storage_buckets";
    public const string All = "/1.0/storage-pools/{poolName}/buckets";
    public const string One = $"{All}/{{bucketName}}";
    public const string Asynchronous = "storage_and_network_operations";

    /// <summary>LXD 5.0 has no such path.</summary>
    public static Route For(string method, string template, Func<Call, Reply> answer) => Route.For(method, template, answer, Extension);

    /// <summary>Refuses pools that have no buckets: those on disks of the server, since LXD 6.</summary>
    public static Pool Pool(Call call)
    {
        if (call.Server.Members.IsClustered)
            throw LxdFailure.NotEmulated("buckets in a cluster");
        var pool = call.Server.Pool(call["poolName"]);
        return !pool.IsLocal || call.Server.Profile.Has("storage_buckets_local")
            ? pool
            : throw LxdFailure.BadRequest($"Storage pool driver \"{pool.Driver}\" does not support buckets");
    }

    public static Bucket Bucket(Call call)
    {
        var key = new BucketKey(call.Server.Projects.OfBuckets(call.Project), call["bucketName"]);
        return Pool(call).Buckets.GetValueOrDefault(key) ?? throw LxdFailure.NotFound("Storage bucket not found");
    }

    public static void Tell(Call call, string action, Bucket bucket) => call.Server.Events.Send(action, bucket.Url, bucket.Key.Project, call.Requestor);

    /// <summary>Tells the credential that was made: as metadata of the reply, or as key in the operation's.</summary>
    /// <param name="call">The request.</param>
    /// <param name="description">What the operation is called.</param>
    /// <param name="location">Where the new thing is.</param>
    /// <param name="make">Makes it.</param>
    public static Reply Make(Call call, string description, string location, Func<BucketCredential> make)
    {
        if (call.Server.Profile.Has(Asynchronous))
            return Change.Start(call, description, null, operation => operation.Metadata["key"] = make().Write);
        return Reply.Created(location, make().Write);
    }
}

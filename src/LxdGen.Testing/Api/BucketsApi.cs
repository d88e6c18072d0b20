using System.Text.RegularExpressions;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Buckets of a pool.</summary>
internal static partial class BucketsApi
{
    public static IEnumerable<Route> Routes =>
    [
        BucketPlace.For("GET", BucketPlace.All, List),
        BucketPlace.For("POST", BucketPlace.All, Create),
        BucketPlace.For("GET", BucketPlace.One, call => Reply.Value(BucketPlace.Bucket(call).Write, BucketPlace.Bucket(call).ETag)),
        BucketPlace.For("PUT", BucketPlace.One, Put),
        BucketPlace.For("PATCH", BucketPlace.One, Patch),
        BucketPlace.For("DELETE", BucketPlace.One, Delete),
    ];

    private static Reply List(Call call)
    {
        var project = call.IsOfAllProjects ? null : call.Server.Projects.OfBuckets(call.Project);
        var buckets = BucketPlace.Pool(call).Buckets.Values.Where(bucket => project is null || bucket.Key.Project == project);
        return Reply.Value(writer =>
        {
            if (call.IsRecursive)
                writer.WriteList(buckets, (_, bucket) => bucket.Write(writer));
            else
                writer.WriteList(buckets.Select(bucket => bucket.Url));
        });
    }

    private static Reply Create(Call call)
    {
        var project = call.Server.Projects.OfBuckets(call.Project);
        var body = call.Body(Shapes.StorageBucketsPost);
        var name = body.Text("name") ?? "";
        if (!NamePattern().IsMatch(name))
            throw LxdFailure.NotEmulated($"the words in which the name '{name}' is refused");
        var bucket = new Bucket(BucketPlace.Pool(call), new BucketKey(project, name)) { Description = body.Text("description") ?? "", Config = ConfigMap.Of(body.Map("config")) };
        RequireKnown(bucket.Config);
        return BucketPlace.Make(call, "Creating storage bucket", bucket.Url, () =>
        {
            if (!bucket.Pool.Buckets.TryAdd(bucket.Key, bucket))
                throw LxdFailure.Conflict("Failed creating storage bucket: A bucket for that name already exists");
            var admin = new BucketCredential("admin") { Role = "admin", Description = "Admin user", AccessKey = BucketCredential.NewAccessKey(), SecretKey = BucketCredential.NewSecretKey() };
            bucket.Keys.Add(admin.Name, admin);
            BucketPlace.Tell(call, "storage-bucket-created", bucket);
            return admin;
        });
    }

    private static Reply Put(Call call)
    {
        var bucket = BucketPlace.Bucket(call);
        ETag.Check(call, bucket.ETag);
        var body = call.Body(Shapes.StorageBucketPut);
        return Update(call, bucket, body.Text("description"), ConfigMap.Of(body.Map("config")));
    }

    // LXD merges the config, and empties the description where it is not sent.
    private static Reply Patch(Call call)
    {
        var bucket = BucketPlace.Bucket(call);
        ETag.Check(call, bucket.ETag);
        var body = call.Body(Shapes.StorageBucketPut);
        var sent = body.Map("config");
        // It writes what it has into the map that was sent, and there is none.
        if (sent is null && bucket.Config.Count > 0)
            throw LxdFailure.NotEmulated("the crash of a server that is sent a PATCH of a bucket without config");
        return Update(call, bucket, body.Text("description"), ConfigMap.Of(ConfigMap.Merge(bucket.Config, sent)));
    }

    private static Reply Update(Call call, Bucket bucket, string? description, SortedDictionary<string, string> config)
    {
        RequireKnown(config);
        return Change.Make(call, BucketPlace.Asynchronous, "Updating storage bucket", Reply.Done, () =>
        {
            (bucket.Description, bucket.Config) = (description ?? "", config);
            BucketPlace.Tell(call, "storage-bucket-updated", bucket);
        });
    }

    private static Reply Delete(Call call)
    {
        var bucket = BucketPlace.Bucket(call);
        return Change.Make(call, BucketPlace.Asynchronous, "Deleting storage bucket", Reply.Done, () =>
        {
            bucket.Pool.Buckets.Remove(bucket.Key);
            BucketPlace.Tell(call, "storage-bucket-deleted", bucket);
        });
    }

    private static void RequireKnown(SortedDictionary<string, string> config)
    {
        if (ConfigRules.CheckBucket(config) is { } unknown)
            throw LxdFailure.NotEmulated($"the words in which the bucket's config {unknown} is refused");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex NamePattern();
}

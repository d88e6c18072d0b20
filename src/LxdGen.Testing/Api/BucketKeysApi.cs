using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>Keys of a bucket.</summary>
internal static class BucketKeysApi
{
    private const string All = $"{BucketPlace.One}/keys";
    private const string One = $"{All}/{{keyName}}";

    public static IEnumerable<Route> Routes =>
    [
        BucketPlace.For("GET", All, List),
        BucketPlace.For("POST", All, Create),
        BucketPlace.For("GET", One, call => Reply.Value(Find(call).Write, Find(call).ETag)),
        BucketPlace.For("PUT", One, Put),
        BucketPlace.For("DELETE", One, Delete),
    ];

    private static BucketCredential Find(Call call) =>
        BucketPlace.Bucket(call).Keys.GetValueOrDefault(call["keyName"]) ?? throw LxdFailure.NotFound("Storage bucket key not found");

    private static Reply List(Call call)
    {
        var bucket = BucketPlace.Bucket(call);
        return Reply.Value(writer =>
        {
            if (call.IsRecursive)
                writer.WriteList(bucket.Keys.Values, (_, key) => key.Write(writer));
            else
                writer.WriteList(bucket.Keys.Values.Select(bucket.UrlOf));
        });
    }

    private static Reply Create(Call call)
    {
        var bucket = BucketPlace.Bucket(call);
        var body = call.Body(Shapes.StorageBucketKeysPost);
        var name = body.Text("name") ?? "";
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))
            throw LxdFailure.NotEmulated($"the words in which the name '{name}' is refused");
        var key = new BucketCredential(name)
        {
            Role = RoleOf(body),
            Description = body.Text("description") ?? "",
            AccessKey = Chosen(body, "access-key") ?? BucketCredential.NewAccessKey(),
            SecretKey = Chosen(body, "secret-key") ?? BucketCredential.NewSecretKey(),
        };
        return BucketPlace.Make(call, "Creating storage bucket key", bucket.UrlOf(key), () =>
        {
            if (!bucket.Keys.TryAdd(name, key))
                throw LxdFailure.Conflict("Failed creating storage bucket key: A bucket key for that name already exists");
            BucketPlace.Tell(call, "storage-bucket-key-created", bucket);
            return key;
        });
    }

    // LXD does not look at If-Match here.
    private static Reply Put(Call call)
    {
        var (bucket, key) = (BucketPlace.Bucket(call), Find(call));
        var body = call.Body(Shapes.StorageBucketKeyPut);
        var (role, description) = (RoleOf(body), body.Text("description") ?? "");
        return Change.Make(call, BucketPlace.Asynchronous, "Updating storage bucket key", Reply.Done, () =>
        {
            (key.Role, key.Description) = (role, description);
            key.AccessKey = Chosen(body, "access-key") ?? BucketCredential.NewAccessKey();
            key.SecretKey = Chosen(body, "secret-key") ?? BucketCredential.NewSecretKey();
            BucketPlace.Tell(call, "storage-bucket-key-updated", bucket);
        });
    }

    private static Reply Delete(Call call)
    {
        var (bucket, key) = (BucketPlace.Bucket(call), Find(call));
        return Change.Make(call, BucketPlace.Asynchronous, "Deleting storage bucket key", Reply.Done, () =>
        {
            bucket.Keys.Remove(key.Name);
            BucketPlace.Tell(call, "storage-bucket-key-deleted", bucket);
        });
    }

    private static string RoleOf(Body body) =>
        body.Text("role") is "admin" or "read-only" ? body.Text("role")! : throw LxdFailure.BadRequest($"Invalid key role \"{body.Text("role")}\"");

    private static string? Chosen(Body body, string field) => body.Text(field) is { Length: > 0 } value ? value : null;
}

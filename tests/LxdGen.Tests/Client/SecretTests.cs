using System.Collections;
using System.Diagnostics;
using System.Reflection;
using LxdGen.Models;
using LxdGen.Raw;
using LxdGen.Tests.Fakes;
using static LxdGen.Tests.BucketWire;

namespace LxdGen.Tests;

/// <summary>Credentials are in the values that hold them, and in no text: log, exception, ToString, debugger display or edit.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Volumes = $"{Wire.P1}/volumes/custom";

    private readonly FakeLxd _lxd = new();
    private readonly LogCapture _log = new();
    private readonly LxdClient _client;
    private readonly List<object?> _shown = [];

    public SecretTests() => _client = _lxd.Connect(options => options.LoggerFactory = _log);

    public void Dispose()
    {
        AssertNothingShows();
        _client.Dispose();
        _lxd.Dispose();
        _log.Dispose();
    }

    public static TheoryData<string> DtosWithSecrets =>
        [.. DtoTypes.Dtos.Where(dto => Secrets(dto).Any()).Select(dto => dto.Name)];

    [Fact]
    public void The_schema_marks_keys_of_buckets_and_secrets_of_migrations() =>
        Assert.Equal(
            ["StorageBucketKeyData", "StorageBucketKeyPut", "StorageBucketKeysPost", "StorageVolumePostTarget", "StorageVolumeSource"],
            DtosWithSecrets.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(DtosWithSecrets))]
    public void No_DTO_shows_one(string name)
    {
        var dto = Activator.CreateInstance(DtoTypes.Dtos.Single(type => type.Name == name))!;
        foreach (var property in Secrets(dto.GetType()))
            property.SetValue(dto, property.PropertyType == typeof(string) ? Secret : new LxdConfig { ["control"] = Secret });
        _shown.Add(dto);
        _shown.Add(new LxdReply<object>(dto));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bucket_and_its_keys_show_none(bool isAsync)
    {
        _lxd.On($"POST {Buckets}", isAsync ? Reply.Async(Wire.Running) : Reply.Sync(AdminKey)).On(Wire.WaitOperation, Reply.Sync(Made(AdminKey)));
        _lxd.On($"GET {B1}", Reply.Sync(Bucket())).On($"GET {Keys}?recursion=1", Reply.Sync($"[{Key()}]"));
        _lxd.On($"GET {K1}", Reply.Sync(Key()), Reply.Sync(Key(secret: $"{Secret}-other"))).On($"PUT {K1}", Reply.Error(500, "no"));
        var bucket = await _client.StoragePools.Handle("p1").Buckets.CreateAsync(new() { Name = "b1" }, Ct);
        var key = Assert.Single(await bucket.Keys.AllAsync(Ct));
        key.SecretKey = $"{Secret}-mine";
        key.AccessKey = $"{Secret}-mine";
        _shown.AddRange([bucket, bucket.AdminKey, key, .. key.Changes]);
        Assert.Equal(2, key.Changes.Count);

        _shown.Add(await Assert.ThrowsAsync<LxdException>(() => key.SaveAsync(Ct)));
        _shown.Add(await Assert.ThrowsAsync<LxdPreconditionFailedException>(() => key.SaveAsync(Ct)));
        _shown.Add(await Assert.ThrowsAsync<InvalidOperationException>(() => key.UpdateAsync(_ => { }, Ct)));
    }

    [Fact]
    public async Task A_raw_creation_of_a_key_shows_none()
    {
        var post = new StorageBucketKeysPost { Name = "k1", Role = StorageBucketKeyRole.Admin, AccessKey = $"{Secret}-a", SecretKey = $"{Secret}-b" };
        _lxd.On($"POST {Keys}", Reply.Async(Made(AdminKey)), Reply.Sync(AdminKey), Reply.Text(200, AdminKey[..^1]), Reply.Json(200, AdminKey));
        var keys = new StorageBucketKeysClient(_client.Pipeline);
        var begun = await keys.CreateAsync("p1", "b1", post, cancellationToken: Ct);
        _shown.AddRange([post, begun, begun.Operation, begun.Operation!.Data, begun.Operation.Progress, await keys.CreateAsync("p1", "b1", post, cancellationToken: Ct)]);
        for (var i = 0; i < 2; i++)
            _shown.Add(await Assert.ThrowsAsync<LxdMalformedReplyException>(() => keys.CreateAsync("p1", "b1", post, cancellationToken: Ct)));
        _shown.Add(await Assert.ThrowsAsync<LxdMalformedReplyException>(() => keys.GetAsync("p1", "b1", "k1", cancellationToken: Ct)));
    }

    [Fact]
    public async Task A_migration_shows_none()
    {
        var metadata = $$"""{"control":"{{Secret}}-control","fs":"{{Secret}}-fs"}""";
        var running = Wire.Operation("Running", 103).Replace("\"metadata\":null", $"\"metadata\":{metadata}", StringComparison.Ordinal).Replace("\"task\"", "\"websocket\"", StringComparison.Ordinal);
        var failed = Wire.Operation("Failure", 400, "Timed out waiting for connections").Replace("\"metadata\":null", $"\"metadata\":{metadata}", StringComparison.Ordinal);
        var post = new StorageVolumesPost { Name = "v1", Source = new() { Type = StorageVolumeSourceType.Migration, Secrets = { ["control"] = $"{Secret}-control" } } };
        _lxd.On($"POST {Volumes}", Reply.Async(running)).On(Wire.WaitOperation, Reply.Sync(failed));
        _lxd.On($"{Wire.GetOperation}/websocket?secret={Secret}-fs", Reply.Error(404, "Operation not found"));
        _lxd.On("GET /1.0/operations?recursion=1", Reply.Sync($$"""{"running":[{{running}}]}"""));

        var reply = await new StorageVolumesClient(_client.Pipeline).CreateOfTypeAsync("p1", "custom", post, cancellationToken: Ct);
        var listed = Assert.Single(await _client.Operations.AllAsync(cancellationToken: Ct));
        _shown.AddRange([post, post.Source, reply, reply.Operation, listed, listed.Data, listed.Progress, new LxdOperationEvent { Data = listed.Data }]);
        Assert.Equal($"{Secret}-fs", listed.Metadata["fs"].GetString());
        _shown.Add(await Assert.ThrowsAsync<LxdNotFoundException>(() => new OperationsClient(_client.Pipeline).ConnectAsync(Wire.OperationId, $"{Secret}-fs", Ct)));
        _shown.Add(await Assert.ThrowsAsync<LxdOperationFailedException>(() => reply.WaitAsync(Ct)));
    }

    private static IEnumerable<PropertyInfo> Secrets(Type dto) =>
        dto.GetProperties().Where(property => property.GetCustomAttribute<LxdFieldAttribute>() is { Secret: true });

    private void AssertNothingShows()
    {
        Assert.All(_shown, item => Assert.DoesNotContain(Secret, $"{item} {Displayed(item)}", StringComparison.Ordinal));
        Assert.All(_log.Entries, entry => Assert.DoesNotContain(Secret, entry.Text, StringComparison.Ordinal));
    }

    /// <summary>What a debugger shows of an object on one line, and what an exception holds besides its text.</summary>
    private static string Displayed(object? item)
    {
        var names = item?.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()?.Value.Split('{')[1..].Select(hole => hole.Split('}', ',', '(')[0]) ?? [];
        var exception = item is LxdException e ? string.Join(' ', e.Path, e.ServerMessage, e.OperationId, e.Data.Cast<DictionaryEntry>().Count()) : "";
        return exception + string.Join(' ', names.Select(name => item!.GetType().GetProperty(name)?.GetValue(item)));
    }
}

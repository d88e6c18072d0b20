using System.Text.Json;
using LxdGen.Testing.Http;
using LxdGen.Testing.Migration;
using LxdGen.Testing.State;
using LxdGen.Testing.Trust;

namespace LxdGen.Testing.Operations;

/// <summary>Work that goes on after the server has answered.</summary>
internal sealed class Operation(string description, string project, DateTimeOffset createdAt)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _updatedAt;

    public string Id { get; } = Guid.NewGuid().ToString();

    public string Url => $"/1.0/operations/{Id}";

    /// <summary>Empty for one that is of no project, and is told of in all.</summary>
    public string Project => project;

    public string Class { get; init; } = OperationKind.Task;

    public bool MayCancel { get; init; }

    /// <summary>What lets in those who know it, by name. All who may see the operation are told.</summary>
    public SortedDictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Where its websockets come in; null where it has none.</summary>
    public MigrationDoor? Door { get; private set; }

    /// <summary>The token whose use it waits for; null for none.</summary>
    public JoinToken? Token { get; set; }

    /// <summary>The name of the server that it waits for to join the cluster; null for none.</summary>
    public string? Invites { get; init; }

    /// <summary>The member that does it.</summary>
    public string Location { get; init; } = Members.Alone;

    /// <summary>What it is about, by kind: URLs that are no real ones. Null for none.</summary>
    public IReadOnlyDictionary<string, string?>? Resources { get; init; }

    /// <summary>What it tells besides: by key, what writes the value.</summary>
    public Dictionary<string, Action<Utf8JsonWriter>> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the URL of what it makes is told.</summary>
    public bool TellsEntity { get; init; }

    /// <summary>Whether <c>err_code</c> is told.</summary>
    public bool TellsErrorCode { get; init; }

    public OperationStatus Status { get; private set; } = OperationStatus.Pending;

    /// <summary>Makes the server forget it. Held, since a timer that nobody holds may never fire.</summary>
    public ITimer? Memory { get; set; }

    public Task Ended => _ended.Task;

    public bool HasEnded => Status is OperationStatus.Success or OperationStatus.Failure or OperationStatus.Cancelled;

    /// <summary>Why it failed; null where it did not.</summary>
    public LxdFailure? Failure { get; private set; }

    /// <param name="url">Of what it makes.</param>
    public void TellEntity(string url)
    {
        if (TellsEntity)
            Metadata["entity_url"] = writer => writer.WriteStringValue(url);
    }

    /// <summary>Lets in those who know the secrets of a migration.</summary>
    public void Open(MigrationDoor door)
    {
        Door = door;
        foreach (var (channel, secret) in door.Secrets)
            Secrets[channel] = secret;
    }

    /// <summary>Tells how far it is. The words stay when it has ended.</summary>
    public void Report(string key, string text, DateTimeOffset now)
    {
        Metadata[key] = writer => writer.WriteStringValue(text);
        _updatedAt = now;
    }

    public void Run() => Status = OperationStatus.Running;

    public void End(LxdFailure? failure)
    {
        Failure = failure;
        End(failure is null ? OperationStatus.Success : OperationStatus.Failure);
    }

    public void Cancel() => End(OperationStatus.Cancelled);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("class", Class);
        writer.WriteString("description", description);
        writer.WriteString("created_at", GoTime.Exact(createdAt));
        writer.WriteString("updated_at", GoTime.Exact(_updatedAt ?? createdAt));
        writer.WriteString("status", Status.ToString());
        writer.WriteNumber("status_code", (int)Status);
        WriteResources(writer);
        WriteMetadata(writer);
        writer.WriteBoolean("may_cancel", MayCancel);
        writer.WriteString("err", Failure?.Message ?? "");
        if (TellsErrorCode)
            writer.WriteNumber("err_code", Failure?.Status ?? 0);
        writer.WriteString("location", Location);
        writer.WriteEndObject();
    }

    private void End(OperationStatus status)
    {
        Status = status;
        Door?.Close();
        _ended.TrySetResult();
    }

    private void WriteResources(Utf8JsonWriter writer)
    {
        if (Resources is null)
        {
            writer.WriteNull("resources");
            return;
        }

        writer.WriteStartObject("resources");
        foreach (var (kind, url) in Resources)
        {
            if (url is null)
                writer.WriteNull(kind);
            else
                writer.WriteList(kind, [url]);
        }

        writer.WriteEndObject();
    }

    private void WriteMetadata(Utf8JsonWriter writer)
    {
        if (Metadata.Count + Secrets.Count == 0)
        {
            writer.WriteNull("metadata");
            return;
        }

        writer.WriteStartObject("metadata");
        foreach (var (key, write) in Metadata)
        {
            writer.WritePropertyName(key);
            write(writer);
        }

        foreach (var (name, secret) in Secrets)
            writer.WriteString(name, secret);

        writer.WriteEndObject();
    }
}

/// <summary>How far an operation is, by LXD's numbers.</summary>
internal enum OperationStatus
{
    Running = 103,
    Pending = 105,
    Success = 200,
    Failure = 400,
    Cancelled = 401,
}

using System.Collections.Concurrent;
using LxdGen.Raw;
using Microsoft.Extensions.Logging;

namespace LxdGen;

/// <summary>What all of a client's waits for operations share: one socket, or one for each project where the server allows no more.</summary>
internal sealed class OperationWatches(LxdPipeline pipeline, ILogger logger)
{
    // No project is called that.
    private const string All = "*";

    private readonly ConcurrentDictionary<string, OperationWatch> _watches = new();
    // A restricted client may not hear of all projects.
    private volatile bool _allAreForbidden;
    private volatile bool _everyWriteMayBegin;

    /// <summary>Opens the socket, if one can be had.</summary>
    public async ValueTask<OperationSocket?> OpenAsync(string? project, CancellationToken cancellationToken)
    {
        try
        {
            return await Of(project).OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LxdForbiddenException) when (!_allAreForbidden)
        {
            _allAreForbidden = true;
            return await OpenAsync(project, cancellationToken).ConfigureAwait(false);
        }
        catch (LxdForbiddenException)
        {
            return null;
        }
    }

    /// <summary>Has the news kept of whatever a write that is about to be sent may begin. Null where nobody listens, and there is no reason to.</summary>
    public async ValueTask<OperationSocket?> ExpectAsync(string? project, CancellationToken cancellationToken)
    {
        var socket = _everyWriteMayBegin ? await OpenAsync(project, cancellationToken).ConfigureAwait(false) : Of(project).Current;
        socket?.Expect();
        return socket;
    }

    /// <summary>Learns from a write that has begun an operation. Older servers never answer PUT and PATCH with one.</summary>
    public void Learn(LxdRequest request) => _everyWriteMayBegin |= request.Method == HttpMethod.Put || request.Method == HttpMethod.Patch;

    /// <summary>Closes what is open, for good.</summary>
    public void Close()
    {
        foreach (var watch in _watches.Values)
            watch.Dispose();
    }

    private OperationWatch Of(string? project) => _watches.GetOrAdd(_allAreForbidden ? project ?? string.Empty : All, Create);

    private OperationWatch Create(string project) => new(
        pipeline,
        new LxdEventFilter { Types = [EventType.Operation], AllProjects = project == All, Project = project is All or "" ? null : project },
        logger);
}

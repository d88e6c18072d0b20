using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tour.Requests;

/// <summary>Counts the requests of clients, by what they log of each at Debug.</summary>
internal sealed class RequestCount : ILoggerFactory, ILogger
{
    private const string Events = "/1.0/events";

    private readonly ConcurrentDictionary<(string Method, string Route), int> _counts = new();
    private readonly TaskCompletionSource _eventsAnswered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first request for events has been answered.</summary>
    public Task EventsAnswered => _eventsAnswered.Task;

    public int Total => _counts.Values.Sum();

    public IEnumerable<(string Method, string Route, int Times)> ByRoute => _counts
        .Select(pair => (pair.Key.Method, pair.Key.Route, Times: pair.Value))
        .OrderByDescending(counted => counted.Times).ThenBy(counted => counted.Route, StringComparer.Ordinal).ThenBy(counted => counted.Method, StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
            return;
        var named = values.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "");
        if (!named.TryGetValue("Method", out var method) || !named.TryGetValue("Path", out var path))
            return;
        var route = Route.Of(path);
        _counts.AddOrUpdate((method, route), 1, (_, count) => count + 1);
        if (route == Events)
            _eventsAnswered.TrySetResult();
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}

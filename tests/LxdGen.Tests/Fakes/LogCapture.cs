using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LxdGen.Tests.Fakes;

/// <summary>Keeps everything that is logged at any level, structured values and exceptions included.</summary>
internal sealed class LogCapture : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Entries => [.. _entries];

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Where(pair => pair.Key != "{OriginalFormat}").Select(pair => $"{pair.Key}={pair.Value}")) : "";
        _entries.Enqueue((logLevel, $"{formatter(state, exception)} {values} {exception}"));
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}

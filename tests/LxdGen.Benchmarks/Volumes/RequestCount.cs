using Microsoft.Extensions.Logging;

namespace LxdGen.Benchmarks.Volumes;

/// <summary>Counts the requests of a client by what it logs of them.</summary>
internal sealed class RequestCount : ILoggerFactory, ILogger
{
    private const int Answered = 1;

    private int _requests;

    public int Requests => _requests;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == Answered)
            Interlocked.Increment(ref _requests);
    }

    public void Dispose()
    {
    }
}

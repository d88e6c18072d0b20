using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using LxdGen.Raw;
using Xunit.v3;

namespace LxdGen.Coverage;

/// <summary>What docs/coverage.md names as the proof of an endpoint. The test fails if it sends no such request.</summary>
/// <param name="call">Method and path as the schema has them, such as <c>GET /1.0/storage-pools/{poolName}</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed partial class ProvesAttribute(string call) : BeforeAfterTestAttribute
{
    public string Call { get; } = call;

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) => SentRequests.Record(test);

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        // The failure of a test, or why it was skipped, is told instead.
        if (TestContext.Current.TestState?.Result != TestResult.Passed)
            return;
        var path = Parameter().Replace(Regex.Escape(Call).Replace("}", "\\}", StringComparison.Ordinal), "[^/?]+");
        var sent = SentRequests.Of(test);
        Assert.True(sent.Any(request => Regex.IsMatch(request.Line, $"^{path}(\\?|$)") && request.IsFile == TakesFile), $"{Call} was not sent, but: {string.Join(", ", sent.Distinct())}");
    }

    // A custom volume is created and imported by one method and path. What is sent tells which.
    private bool TakesFile => typeof(LxdEndpointAttribute).Assembly.GetTypes()
        .Where(type => type is { IsInterface: true, Namespace: "LxdGen.Raw" })
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<LxdEndpointAttribute>() is { } endpoint && $"{endpoint.Method} {endpoint.Path}" == Call)
        .Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Stream)));

    [GeneratedRegex(@"\\\{.*?\\\}")]
    private static partial Regex Parameter();
}

/// <summary>The requests of the running tests, as the HTTP handler of .NET tells of them, whatever client they come from.</summary>
internal sealed class SentRequests : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<(string Line, bool IsFile)>> ByTest = new();
    private static readonly IDisposable Subscription = DiagnosticListener.AllListeners.Subscribe(new SentRequests());

    public static void Record(IXunitTest test)
    {
        GC.KeepAlive(Subscription);
        ByTest.TryAdd(test.UniqueID, new());
    }

    public static IReadOnlyCollection<(string Line, bool IsFile)> Of(IXunitTest test) => [.. ByTest[test.UniqueID]];

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
            value.Subscribe(this);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "System.Net.Http.HttpRequestOut.Start"
            && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage request
            && TestContext.Current.Test is { } test
            && ByTest.TryGetValue(test.UniqueID, out var sent))
        {
            sent.Enqueue(($"{request.Method} {request.RequestUri!.PathAndQuery}", request.Content?.Headers.ContentType?.MediaType == "application/octet-stream"));
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}

namespace LxdGen.Benchmarks.Report;

/// <summary>Where some of a figure goes.</summary>
/// <param name="Work">Whose figure it is.</param>
/// <param name="What">What takes it.</param>
/// <param name="Milliseconds">How long.</param>
internal sealed record Part(string Work, string What, double Milliseconds);

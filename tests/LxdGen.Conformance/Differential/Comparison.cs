namespace LxdGen.Conformance.Differential;

/// <summary>Takes walks on two servers, and finds where they differ.</summary>
/// <param name="real">The one.</param>
/// <param name="emulator">The other.</param>
internal sealed class Comparison(Server real, Server emulator)
{
    /// <param name="Length">How many steps it takes until they differ.</param>
    /// <param name="IsOfState">Whether it takes a look at all there is too.</param>
    private readonly record struct Difference(int Length, bool IsOfState);

    // Kept, since one that is of chance is not there when it is looked for again.
    private string _told = "";

    /// <summary>The shortest walk in which they differ, told; null if they do not.</summary>
    public async Task<string?> FindAsync(IReadOnlyList<Step> walk)
    {
        if (await FirstDifferenceAsync(walk) is not { } difference)
            return null;
        var first = _told;
        var shortest = await ShrinkAsync([.. walk.Take(difference.Length)], difference.IsOfState);
        return $"{await TellAsync(shortest, difference.IsOfState)}\nat first\n{first}";
    }

    private async Task<Difference?> FirstDifferenceAsync(IReadOnlyList<Step> walk)
    {
        await Task.WhenAll(real.ClearAsync(), emulator.ClearAsync());
        for (var i = 0; i < walk.Count; i++)
        {
            var (theirs, ours) = await BothAsync(walk[i]);
            if (theirs == ours)
                continue;
            _told = Tell(walk[i], theirs, ours);
            return new Difference(i + 1, false);
        }

        var states = await Task.WhenAll(real.StateAsync(), emulator.StateAsync());
        if (states[0] == states[1])
            return null;
        _told = TellState(states[0], states[1]);
        return new Difference(walk.Count, true);
    }

    private async Task<List<Step>> ShrinkAsync(List<Step> walk, bool isOfState)
    {
        var kept = isOfState ? 0 : 1;
        for (var size = walk.Count / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= walk.Count - kept;)
            {
                List<Step> shorter = [.. walk[..at], .. walk[(at + size)..]];
                // The difference must stay that of the last step, or of the state, not become another one.
                if (await FirstDifferenceAsync(shorter) == new Difference(shorter.Count, isOfState))
                    walk = shorter;
                else
                    at += size;
            }
        }

        return walk;
    }

    private async Task<string> TellAsync(List<Step> walk, bool isOfState)
    {
        await Task.WhenAll(real.ClearAsync(), emulator.ClearAsync());
        var told = new List<string>();
        foreach (var step in walk)
        {
            var (theirs, ours) = await BothAsync(step);
            told.Add(Tell(step, theirs, ours));
        }

        if (isOfState)
            told.Add(TellState(await real.StateAsync(), await emulator.StateAsync()));
        return string.Join('\n', told);
    }

    private string Tell(Step step, Answer theirs, Answer ours) => theirs == ours ? $"{step}\n    {theirs}" : $"{step}\n    {real.Name}: {theirs}\n    {emulator.Name}: {ours}";

    private string TellState(string theirs, string ours)
    {
        var (theirLines, ourLines) = (theirs.Split('\n'), ours.Split('\n'));
        return $"the state then\n    {real.Name}: {string.Join("\n      ", theirLines.Except(ourLines))}\n    {emulator.Name}: {string.Join("\n      ", ourLines.Except(theirLines))}";
    }

    private async Task<(Answer Theirs, Answer Ours)> BothAsync(Step step)
    {
        var answers = await Task.WhenAll(real.TakeAsync(step), emulator.TakeAsync(step));
        return (answers[0], answers[1]);
    }
}

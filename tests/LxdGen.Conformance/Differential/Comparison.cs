namespace LxdGen.Conformance.Differential;

/// <summary>Takes walks on two servers, and finds where they differ.</summary>
/// <param name="real">The one.</param>
/// <param name="emulator">The other.</param>
/// <param name="endsWhereNotEmulated">Whether a walk may lead where the emulator answers nothing, and ends there.</param>
internal sealed class Comparison(Server real, Server emulator, bool endsWhereNotEmulated = false)
{
    /// <summary>The shortest walk in which they differ, told; null if they do not.</summary>
    public async Task<string?> FindAsync(IReadOnlyList<Step> walk)
    {
        if (await FirstDifferenceAsync(walk) is not { } length)
            return null;
        var shortest = await ShrinkAsync([.. walk.Take(length)]);
        return await TellAsync(shortest);
    }

    /// <summary>How many steps it takes until they differ.</summary>
    private async Task<int?> FirstDifferenceAsync(IReadOnlyList<Step> walk)
    {
        await Task.WhenAll(real.ClearAsync(), emulator.ClearAsync());
        for (var i = 0; i < walk.Count; i++)
        {
            var (theirs, ours) = await BothAsync(walk[i]);
            if (endsWhereNotEmulated && ours.IsNotEmulated)
                return null;
            if (theirs != ours)
                return i + 1;
        }

        return null;
    }

    private async Task<List<Step>> ShrinkAsync(List<Step> walk)
    {
        for (var size = walk.Count / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size < walk.Count;)
            {
                List<Step> shorter = [.. walk[..at], .. walk[(at + size)..]];
                // The difference must stay that of the last step, not become another one.
                if (await FirstDifferenceAsync(shorter) == shorter.Count)
                    walk = shorter;
                else
                    at += size;
            }
        }

        return walk;
    }

    private async Task<string> TellAsync(List<Step> walk)
    {
        await Task.WhenAll(real.ClearAsync(), emulator.ClearAsync());
        var told = new List<string>();
        foreach (var step in walk)
        {
            var (theirs, ours) = await BothAsync(step);
            told.Add(theirs == ours ? $"{step}\n    {theirs}" : $"{step}\n    {real.Name}: {theirs}\n    {emulator.Name}: {ours}");
        }

        return string.Join('\n', told);
    }

    private async Task<(Answer Theirs, Answer Ours)> BothAsync(Step step)
    {
        var answers = await Task.WhenAll(real.TakeAsync(step), emulator.TakeAsync(step));
        return (answers[0], answers[1]);
    }
}

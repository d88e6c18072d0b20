using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Edits on one thread while what a verb has read comes in on another.</summary>
public sealed class RacingEditTests : IDisposable
{
    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task No_edit_is_lost_to_a_save_that_is_under_way()
    {
        var pool = await _lxd.LoadAsync();
        for (var round = 0; round < 50; round++)
        {
            _lxd.OnSave(Reply.Sync()).On(Wire.GetP1, Reply.Sync(Wire.Pool(), Wire.ETag), Reply.Sync(Wire.Pool(), Wire.ETag));
            pool.Config["round"] = $"{round}";
            var save = pool.SaveAsync(Ct);
            var edits = 0;
            do
            {
                pool.Config[$"edit{edits++}"] = $"{round}";
                pool.Description = $"{round}.{edits}";
            }
            while (!save.IsCompleted);

            await save;

            for (var edit = 0; edit < edits; edit++)
                Assert.Equal($"{round}", pool.Config[$"edit{edit}"]);
            Assert.Equal($"{round}.{edits}", pool.Description);
            Assert.True(pool.IsDirty);
            await pool.RollbackAsync(Ct);
            Assert.False(pool.IsDirty);
        }
    }
}

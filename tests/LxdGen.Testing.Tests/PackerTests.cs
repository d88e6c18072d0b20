using System.Diagnostics;
using System.Globalization;
using LxdGen.Testing.Archives;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Tests;

/// <summary>Programs that pack backups.</summary>
public sealed class PackerTests
{
    [Theory]
    [InlineData("lz4", "Invalid compression algorithm \"lz4\"")]
    [InlineData("none x", "Invalid compression algorithm \"none\"")]
    [InlineData(" ", "No compression algorithm specified")]
    [InlineData("xz \"-0", "Unterminated double-quoted string")]
    [InlineData("xz '-0", "Unterminated single-quoted string")]
    [InlineData("xz \\", "Unterminated backslash-escape")]
    public void What_packs_nothing_is_refused_in_the_words_of_LXD(string order, string complaint) =>
        Assert.Equal(complaint, Packer.Complaint(order));

    [Fact]
    public void Gzip_is_there_on_every_machine() => Assert.Null(Packer.Complaint("gzip"));

    [Fact]
    public async Task What_one_packs_it_unpacks()
    {
        Assert.SkipUnless(MachineProgram.IsInstalled("xz"), "xz is not installed.");
        var tar = new byte[1 << 20];
        Random.Shared.NextBytes(tar);

        var packed = await new Packer("'xz' -0").PackAsync(tar, Ct);

        Assert.Equal("xz", Packer.UnpackerOf(packed));
        Assert.Equal(tar, await Packer.UnpackAsync("xz", packed, Ct));
    }

    [Fact]
    public async Task A_program_that_is_missed_is_told_of()
    {
        var failure = await Assert.ThrowsAsync<LxdFailure>(() => Packer.UnpackAsync("no-such", [1], Ct));

        Assert.Equal((400, "Failed to start unpack: Failed to find executable: exec: \"no-such\": executable file not found in $PATH"), (failure.Status, failure.Message));
    }

    [Fact]
    public async Task A_program_that_fails_tells_its_exit_code()
    {
        Assert.SkipUnless(MachineProgram.IsInstalled("xz"), "xz is not installed.");

        var failure = await Assert.ThrowsAsync<LxdFailure>(() => new Packer("xz no-such-file").PackAsync([1], Ct));

        Assert.Equal("Create volume backup: exit status 1", failure.Message);
    }

    [Fact]
    public async Task A_program_that_nobody_waits_for_is_killed()
    {
        Assert.SkipUnless(MachineProgram.IsInstalled("sh"), "There is no shell.");
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var run = MachineProgram.RunAsync("sh", ["-c", $"echo $$ > {file}.new; mv {file}.new {file}; exec sleep 1000"], [], cancellation.Token);
        await Patience.UntilAsync(() => File.Exists(file), () => "The program did not start.");
        var id = int.Parse(await File.ReadAllTextAsync(file, Ct), CultureInfo.InvariantCulture);
        File.Delete(file);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Patience.UntilAsync(() => !IsRunning(id), () => "The program is still running.");
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using System.Globalization;
using LxdGen.Testing.Http;

namespace LxdGen.Testing.Archives;

/// <summary>What packs the file of a backup: nothing, gzip, or a program of the machine, with arguments of its own.</summary>
internal sealed class Packer
{
    private const string None = "none";
    private const string Gzip = "gzip";
    private const string Squashfs = "squashfs";

    private static readonly string[] Known = ["bzip2", Gzip, "lzma", "pigz", "pzstd", Squashfs, "xz", "zstd"];

    private readonly string _name = None;
    private readonly IReadOnlyList<string> _arguments = [];

    /// <param name="order">What was asked for, such as <c>xz -9</c>.</param>
    public Packer(string order)
    {
        if (order == None)
            return;
        var words = ShellWords.Split(order);
        _name = words.FirstOrDefault() ?? throw LxdFailure.BadRequest("No compression algorithm specified");
        _arguments = words[1..];
        if (!Known.Contains(_name))
            throw LxdFailure.BadRequest($"Invalid compression algorithm {GoString.Quote(_name)}");
        if (!IsGzip && !MachineProgram.IsInstalled(Program))
            throw LxdFailure.BadRequest(MachineProgram.Missing(Program));
    }

    /// <summary>Whether it is to be waited for.</summary>
    public bool IsProgram => _name != None && !IsGzip;

    /// <summary>What a file is unpacked by, by its beginning; null for one that is not packed.</summary>
    public static string? UnpackerOf(ReadOnlySpan<byte> file) => file switch
    {
        [0x1f, 0x8b, ..] => Gzip,
        [(byte)'B', (byte)'Z', ..] => "bzip2",
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "xz",
        [(byte)']', 0, 0, ..] => "lzma",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
        [(byte)'h', (byte)'s', (byte)'q', (byte)'s', ..] => Squashfs,
        _ => null,
    };

    /// <summary>What is wrong with an order; null for nothing.</summary>
    public static string? Complaint(string order)
    {
        try
        {
            _ = new Packer(order);
            return null;
        }
        catch (LxdFailure failure)
        {
            return failure.Message;
        }
    }

    // Not by a program, so that it is there on every machine.
    private bool IsGzip => _name == Gzip && (_arguments.Count == 0 || !MachineProgram.IsInstalled(Gzip));

    private string Program => _name == Squashfs ? "tar2sqfs" : _name;

    /// <summary>Packs a tar.</summary>
    public byte[] Pack(byte[] tar) => _name == None ? tar : InProcess.Pack(tar);

    /// <summary>The same by a program.</summary>
    public async Task<byte[]> PackAsync(byte[] tar, CancellationToken ct)
    {
        using var file = _name == Squashfs ? new ScratchFile([]) : null;
        IEnumerable<string> arguments = file is null ? ["-c", .. _arguments] : [.. _arguments, "--no-skip", "--force", "--compressor", "xz", file.Path];
        var result = await MachineProgram.RunAsync(Program, arguments, tar, ct).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw LxdFailure.Internal(string.Create(CultureInfo.InvariantCulture, $"Create volume backup: exit status {result.ExitCode}"));
        return file is null ? result.Output : await File.ReadAllBytesAsync(file.Path, ct).ConfigureAwait(false);
    }

    /// <summary>The tar in a packed file. What is cut off is no tar.</summary>
    public static async Task<byte[]> UnpackAsync(string unpacker, byte[] packed, CancellationToken ct)
    {
        if (unpacker == Gzip)
            return InProcess.Unpack(packed);
        if (unpacker == Squashfs)
            return await UnpackSquashfsAsync(packed, ct).ConfigureAwait(false);
        if (!MachineProgram.IsInstalled(unpacker))
            throw LxdFailure.BadRequest($"Failed to start unpack: Failed to find executable: {MachineProgram.Missing(unpacker)}");
        var result = await MachineProgram.RunAsync(unpacker, ["-dc"], packed, ct).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Output : throw new InvalidDataException(result.Error);
    }

    private static async Task<byte[]> UnpackSquashfsAsync(byte[] packed, CancellationToken ct)
    {
        const string program = "sqfs2tar";
        if (!MachineProgram.IsInstalled(program))
            throw LxdFailure.Internal($"Failed to start extract: Failed to find executable: {MachineProgram.Missing(program)}");
        using var file = new ScratchFile(packed);
        var result = await MachineProgram.RunAsync(program, ["--no-skip", file.Path], [], ct).ConfigureAwait(false);
        var error = result.Error.Trim();
        return result.ExitCode == 0 ? result.Output : throw LxdFailure.Internal(string.Create(
            CultureInfo.InvariantCulture, $"Failed to run: {program} --no-skip {file.Path}: Process exited with non-zero value {result.ExitCode}{(error.Length == 0 ? "" : $" ({error})")}"));
    }
}

using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

public sealed class NameTests : IDisposable
{
    private readonly FakeLxd _lxd = new();
    private readonly LxdClient _client;

    public NameTests() => _client = _lxd.Connect();

    public void Dispose()
    {
        _client.Dispose();
        _lxd.Dispose();
    }

    // Strings with lone surrogates do not survive the runner's own serialisation, hence codes.
    public static TheoryData<int[], string> Unfit => new()
    {
        { [], "empty" },
        { ['.'], "'.' and '..'" },
        { ['.', '.'], "'.' and '..'" },
        { ['a', '/', 'b'], "slash" },
        { ['/'], "slash" },
        { ['a', 0], "NUL" },
        { ['a', 0xD800], "surrogate" },
        { [0xDC00, 'a'], "surrogate" },
        { [0xDC00, 0xD800], "surrogate" },
        { [0xD83D, 0xDE00, 0xD83D], "surrogate" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task A_name_that_would_change_the_URL_is_refused_everywhere_and_nothing_is_sent(int[] codes, string rule)
    {
        var name = string.Concat(codes.Select(code => (char)code));
        var pools = _client.StoragePools;
        var raw = new Raw.StoragePoolsClient(_client.Pipeline);
        Func<Task>[] calls =
        [
            () => pools.GetAsync(name, Ct), () => pools.TryGetAsync(name, Ct), () => pools.ExistsAsync(name, Ct),
            () => pools.CreateAsync(new() { Name = name, Driver = "dir" }, Ct),
            () => Task.FromResult(pools.Handle(name)),
            () => raw.DeleteAsync(name, Ct), () => raw.PutAsync(name, new(), cancellationToken: Ct),
            () => new StoragePool(raw, name).DeleteAsync(Ct),
        ];

        foreach (var call in calls)
        {
            var e = await Assert.ThrowsAsync<ArgumentException>(call);
            Assert.Contains(rule, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(e.Message, char.IsControl);
        }

        Assert.Empty(_lxd.Lines);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("a\tb")]
    [InlineData("\u007f")]
    [InlineData("\u0085")]
    public async Task A_control_character_is_refused_for_a_new_object_only(string name)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => _client.StoragePools.CreateAsync(new() { Name = name, Driver = "dir" }, Ct));
        Assert.Contains("control character", e.Message, StringComparison.Ordinal);
        Assert.Empty(_lxd.Lines);

        var line = $"DELETE {Wire.Pools}/{Uri.EscapeDataString(name)}";
        _lxd.On(line, Reply.Sync());
        await _client.StoragePools.Handle(name).DeleteAsync(Ct);
        Assert.Equal([line], _lxd.Lines);
    }

    [Theory]
    [InlineData(" ", "%20")]
    [InlineData("a b", "a%20b")]
    [InlineData("a?b", "a%3Fb")]
    [InlineData("a#b", "a%23b")]
    [InlineData("100%", "100%25")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("%2F", "%252F")]
    [InlineData("a&b=c", "a%26b%3Dc")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("..\\x", "..%5Cx")]
    [InlineData("\\", "%5C")]
    [InlineData("a;b", "a%3Bb")]
    [InlineData("...", "...")]
    [InlineData("häß", "h%C3%A4%C3%9F")]
    [InlineData("😀", "%F0%9F%98%80")]
    [InlineData("a:b@c*'\"<>|", "a%3Ab%40c%2A%27%22%3C%3E%7C")]
    public async Task Every_other_name_is_one_segment_escaped_once(string name, string onTheWire)
    {
        var target = $"{Wire.Pools}/{onTheWire}";
        _lxd.On($"GET {target}", Reply.Sync(Wire.Pool())).On($"PATCH {target}", Reply.Sync()).On($"GET {target}", Reply.Sync(Wire.Pool()));
        _lxd.On($"GET {target}/resources", Reply.Sync("{}")).On($"DELETE {target}", Reply.Sync());

        var pool = await _client.StoragePools.GetAsync(name, Ct);
        await pool.PatchAsync(new() { Description = "" }, Ct);
        await pool.Resources.GetAsync(Ct);
        await pool.DeleteAsync(Ct);

        Assert.Equal([$"GET {target}", $"PATCH {target}", $"GET {target}", $"GET {target}/resources", $"DELETE {target}"], _lxd.Lines);
        Assert.Equal(name, pool.Name);
    }

    [Fact]
    public async Task Null_is_refused_by_its_own_exception()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => _client.StoragePools.GetAsync(null!, Ct));
        Assert.Throws<ArgumentNullException>(() => _client.StoragePools.Handle(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => _client.StoragePools.CreateAsync(new() { Name = null, Driver = "dir" }, Ct));
    }

    [Fact]
    public async Task A_target_is_escaped_in_the_query()
    {
        var line = $"{Wire.GetP1}?target=a%26b%20c";
        _lxd.On(line, Reply.Sync(Wire.Pool()));
        await new Raw.StoragePoolsClient(_client.Pipeline).GetAsync("p1", "a&b c", Ct);
        Assert.Equal([line], _lxd.Lines);
    }
}

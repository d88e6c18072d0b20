using System.Text;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>A reply that is quoted in an exception must not give away what was in it.</summary>
public sealed class ExcerptTests : IDisposable
{
    private const string Secret = "hunter2hunter2";

    private readonly FakeLxd _lxd = new();

    public void Dispose() => _lxd.Dispose();

    [Fact]
    public async Task No_secret_is_quoted_wherever_the_reply_is_cut()
    {
        using var client = _lxd.Connect();
        var whole = Reply.Sync($$"""{"config":{"ceph.user.key":"{{Secret}}","a":"\"{{Secret}}\\"},"newer":["{{Secret}}",{"token":"{{Secret}}"}],"description":"{{Secret}}"}""").Body;
        for (var length = 0; length < whole.Length - 1; length++)
        {
            _lxd.On(Wire.GetP1, new Reply(200, whole[..length]));
            var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));
            Assert.DoesNotContain("hunter", e.ToString(), StringComparison.Ordinal);
        }
    }

    public static TheoryData<string, byte[]> Odd => new()
    {
        { "byte order mark", [0xEF, 0xBB, 0xBF, .. WithSecret("""{"type":"sync","metadata":{"config":{"k":"SECRET"}}}""")] },
        { "garbage in front", WithSecret(""")]}',{"type":"sync","metadata":{"config":{"k":"SECRET"}}}""") },
        { "single quotes", WithSecret("""{'type':'sync','metadata':{'k':'SECRET' """) },
        { "no quotes", WithSecret("""{"type":"sync","metadata":{"k":SECRET}}""") },
        { "a harmless name inside", WithSecret("""{"type":"sync","metadata":{"config":{"type":"SECRET","error":"SECRET" """) },
        { "after the end", WithSecret("""{"type":"sync"} "SECRET" """) },
    };

    [Theory]
    [MemberData(nameof(Odd), DisableDiscoveryEnumeration = true)]
    public async Task No_secret_is_quoted_from_a_reply_of_an_odd_shape(string what, byte[] body)
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, new Reply(200, body));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));
        Assert.False(e.ToString().Contains("hunter", StringComparison.Ordinal), $"{what}: {e.Message}");
    }

    [Fact]
    public async Task A_number_is_blanked_like_any_other_value()
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, Reply.Json(200, """{"type":"sync","metadata":{"newer":{"pin":48151623},"name":1}}"""));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));
        Assert.DoesNotContain("48151623", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_page_is_quoted_in_short_and_on_one_line()
    {
        using var client = _lxd.Connect();
        _lxd.On(Wire.GetP1, Reply.Text(200, "<html>\r\n\t<body>\u0007" + new string('x', 5000)));
        var e = await Assert.ThrowsAsync<LxdMalformedReplyException>(() => client.StoragePools.GetAsync("p1", Ct));
        Assert.Contains("<html> <body> xxx", e.Message, StringComparison.Ordinal);
        Assert.InRange(e.Message.Length, 200, 500);
    }

    private static byte[] WithSecret(string body) => Encoding.UTF8.GetBytes(body.Replace("SECRET", Secret, StringComparison.Ordinal));
}

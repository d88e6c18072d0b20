using System.Net;
using System.Text;
using LxdGen.Json;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Replies that are larger than a buffer, wherever that ends.</summary>
public sealed class LongTextTests
{
    [Fact]
    public void Any_text_arrives_whole_wherever_the_readers_buffers_end()
    {
        // The reader's first buffers have 1,024 characters and twice as many.
        for (var length = 950; length < 2100; length++)
        {
            var text = $"{new string('a', length)}😀ä𝄞";
            var pool = LxdJson.Parse<StoragePoolData>(Encoding.UTF8.GetBytes($$"""{"description":"{{text}}","name":"p1"}"""));
            Assert.Equal((text, "p1"), (pool.Description, pool.Name));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reply_may_be_of_any_length_and_need_not_announce_it(bool announced)
    {
        var text = string.Concat(Enumerable.Repeat("0123456789", 10_000));
        using var handler = new Answering($$$"""{"type":"sync","metadata":{"description":"{{{text}}}"}}""", announced);
        using var lxd = LxdClient.ConnectLocal(new() { Handler = handler, KnownServer = AnyServer.Instance });
        Assert.Equal(text, (await lxd.StoragePools.GetAsync("p1", Ct)).Description);
        // The buffers of the first were given back and are taken again.
        Assert.Equal(text, (await lxd.StoragePools.GetAsync("p1", Ct)).Description);
    }

    private sealed class Answering(string body, bool announced) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpContent content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            if (!announced)
                content = new StreamContent(new Unseekable(content.ReadAsStream(cancellationToken)));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }

    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

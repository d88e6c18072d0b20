namespace LxdGen.Tests.Fakes;

/// <summary>A server that has every API extension, so that a test sees its own requests only.</summary>
internal sealed class AnyServer() : LxdServer(new ServerData { Auth = ServerAuth.Trusted })
{
    public static LxdServer Instance { get; } = new AnyServer();

    public override bool HasExtension(string extension) => true;
}

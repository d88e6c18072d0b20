using System.Text;

namespace LxdGen.Testing.Operations;

/// <summary>An event, as it is sent.</summary>
internal sealed record EventFrame(string Type, string Project, ReadOnlyMemory<byte> Json)
{
    public string Text => Encoding.UTF8.GetString(Json.Span);
}

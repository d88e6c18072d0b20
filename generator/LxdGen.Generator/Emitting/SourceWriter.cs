using System.Text;

namespace LxdGen.Generator.Emitting;

/// <summary>Writes indented lines.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _needsBlank;

    /// <summary>Writes lines; empty text writes nothing.</summary>
    public void Line(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0)
                continue;
            if (_needsBlank)
                _text.Append('\n');
            _needsBlank = false;
            _text.Append(' ', 4 * _depth).Append(line.TrimEnd('\r')).Append('\n');
        }
    }

    /// <summary>Separates what follows, if anything does, by an empty line.</summary>
    public void Gap() => _needsBlank = true;

    public void Open(string header)
    {
        Line(header);
        Line("{");
        _depth++;
    }

    public void Close(string end = "}")
    {
        _needsBlank = false;
        _depth--;
        Line(end);
    }

    public override string ToString() => _text.ToString();
}

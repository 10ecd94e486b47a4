using System.Text;

namespace Lambda.Native.Logging;

/// <summary>A text writer whose lines are records.</summary>
internal sealed class LambdaLogWriter(LambdaLogLevel level) : TextWriter
{
    // A program that never ends its line must not fill the memory; a record is not longer than this either.
    private const int MaxLineLength = 256 << 10;

    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value == '\n')
        {
            EndLine();
            return;
        }
        _line.Append(value);
        if (_line.Length == MaxLineLength)
            EndLine();
    }

    public override void Write(string? value)
    {
        foreach (char c in value.AsSpan())
            Write(c);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        foreach (char c in buffer.AsSpan(index, count))
            Write(c);
    }

    /// <summary>A line that has not ended is no record yet.</summary>
    public override void Flush()
    {
    }

    private void EndLine()
    {
        if (_line is [.., '\r'])
            _line.Length--;
        LambdaRuntime.Log.Write(level, _line.ToString());
        _line.Clear();
    }
}

using System.Text;
using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests;

/// <summary>
/// A Runtime API made of prepared bytes. Each script is one connection: its items are what successive reads give, an empty one closes, null loses the connection.
/// </summary>
internal sealed class ScriptedConnection(params byte[]?[][] scripts) : Connection
{
    private int _script = -1;
    private int _item;
    private int _offset;
    private bool _open;

    internal List<string> Sent { get; } = [];

    internal int Opened { get; private set; }

    internal override bool IsOpen => _open;

    internal override string LastError => "scripted";

    internal static ScriptedConnection Of(params string[] replies) => new([.. replies.Select(r => Encoding.UTF8.GetBytes(r))]);

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    internal override bool Open()
    {
        if (_script + 1 >= scripts.Length)
            return false;
        _script++;
        _item = _offset = 0;
        Opened++;
        return _open = true;
    }

    /// <summary>What a send comes to, by the number of the send; all others succeed.</summary>
    internal Dictionary<int, SendResult> SendResults { get; } = [];

    internal override SendResult Send(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        Sent.Add(Encoding.UTF8.GetString(head) + Encoding.UTF8.GetString(body));
        return SendResults.GetValueOrDefault(Sent.Count - 1, SendResult.Sent);
    }

    internal override bool HasInput() => _item == scripts[_script].Length || scripts[_script][_item] is { Length: 0 };

    internal override int Receive(Span<byte> buffer)
    {
        byte[]?[] script = scripts[_script];
        if (_item == script.Length)
            return 0;
        if (script[_item] is not { } bytes)
            return -1;
        int count = Math.Min(buffer.Length, bytes.Length - _offset);
        bytes.AsSpan(_offset, count).CopyTo(buffer);
        _offset += count;
        if (_offset == bytes.Length)
        {
            _item++;
            _offset = 0;
        }
        return count;
    }

    internal override void Close() => _open = false;
}

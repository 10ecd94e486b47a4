using System.Buffers.Binary;
using System.Text;

namespace Lambda.Native.Emulator.Tests;

/// <summary>Reads messages of AWS's event stream encoding, by bits and not by a table: a check, not a copy.</summary>
internal static class EventStreamReader
{
    /// <summary>Each message as <c>type:payload</c>.</summary>
    internal static List<string> Read(ReadOnlySpan<byte> bytes)
    {
        var messages = new List<string>();
        while (!bytes.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(bytes);
            int headersLength = BinaryPrimitives.ReadInt32BigEndian(bytes[4..]);
            Assert.Equal(Crc32(bytes[..8]), BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]));
            Assert.Equal(Crc32(bytes[..(length - 4)]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(length - 4)..]));
            Dictionary<string, string> headers = ReadHeaders(bytes.Slice(12, headersLength));
            Assert.Equal("event", headers[":message-type"]);
            messages.Add($"{headers[":event-type"]}:{Encoding.UTF8.GetString(bytes[(12 + headersLength)..(length - 4)])}");
            bytes = bytes[length..];
        }
        return messages;
    }

    private static Dictionary<string, string> ReadHeaders(ReadOnlySpan<byte> bytes)
    {
        var headers = new Dictionary<string, string>();
        while (!bytes.IsEmpty)
        {
            int nameLength = bytes[0];
            string name = Encoding.ASCII.GetString(bytes.Slice(1, nameLength));
            bytes = bytes[(1 + nameLength)..];
            Assert.Equal(7, bytes[0]);
            int valueLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
            headers[name] = Encoding.ASCII.GetString(bytes.Slice(3, valueLength));
            bytes = bytes[(3 + valueLength)..];
        }
        return headers;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}

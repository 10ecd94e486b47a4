using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>A message of AWS's event stream encoding (https://smithy.io/2.0/aws/amazon-eventstream.html): lengths, headers, payload, each guarded by a CRC-32.</summary>
internal static class EventStreamMessage
{
    private const int PreludeLength = 12;
    private const byte StringType = 7;

    private static readonly uint[] s_table = MakeTable();

    internal static void Write(IBufferWriter<byte> output, string eventType, string contentType, ReadOnlySpan<byte> payload)
    {
        int headersLength = HeaderLength(":message-type", "event") + HeaderLength(":event-type", eventType) + HeaderLength(":content-type", contentType);
        int length = PreludeLength + headersLength + payload.Length + sizeof(uint);
        Span<byte> message = output.GetSpan(length)[..length];
        BinaryPrimitives.WriteInt32BigEndian(message, length);
        BinaryPrimitives.WriteInt32BigEndian(message[4..], headersLength);
        BinaryPrimitives.WriteUInt32BigEndian(message[8..], Crc32(message[..8]));
        Span<byte> rest = message[PreludeLength..];
        rest = WriteHeader(rest, ":message-type", "event");
        rest = WriteHeader(rest, ":event-type", eventType);
        rest = WriteHeader(rest, ":content-type", contentType);
        payload.CopyTo(rest);
        BinaryPrimitives.WriteUInt32BigEndian(message[^4..], Crc32(message[..^4]));
        output.Advance(length);
    }

    private static int HeaderLength(string name, string value) => 1 + name.Length + 1 + 2 + value.Length;

    private static Span<byte> WriteHeader(Span<byte> to, string name, string value)
    {
        to[0] = (byte)name.Length;
        Encoding.ASCII.GetBytes(name, to[1..]);
        to = to[(1 + name.Length)..];
        to[0] = StringType;
        BinaryPrimitives.WriteUInt16BigEndian(to[1..], (ushort)value.Length);
        Encoding.ASCII.GetBytes(value, to[3..]);
        return to[(3 + value.Length)..];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
            crc = s_table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }
        return table;
    }
}

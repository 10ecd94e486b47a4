using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Lambda.Native.Tasks.Tests;

public sealed class DeflaterTests
{
    // As in the compressor, which the tests go beyond.
    private const int PieceLength = 1 << 19;
    private const int PiecesAtOnce = 8;

    private static readonly Dictionary<string, byte[]> s_data = new()
    {
        ["nothing"] = [],
        ["one byte"] = [7],
        ["two"] = [7, 7],
        ["a run"] = new byte[1000],
        ["a run longer than a piece"] = new byte[1_200_000],
        ["noise"] = Numbers(200_000, 0xff),
        ["noise of few symbols"] = Numbers(200_000, 3),
        ["text"] = Text(3000),
        ["text, noise and a run"] = [.. Text(2000), .. Numbers(100_000, 0xff), .. new byte[70_000], .. Text(2000)],
        ["as far back as it goes"] = [.. Numbers(32_768, 0xff), .. Numbers(32_768, 0xff), 1],
        ["one further back"] = [.. Numbers(32_769, 0xff), .. Numbers(32_769, 0xff)],
        ["every byte once"] = [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
        ["a piece to the byte"] = Text(20_000)[..PieceLength],
        ["a piece and a byte"] = Text(20_000)[..(PieceLength + 1)],
        ["as many pieces as fit at once"] = Numbers(PiecesAtOnce * PieceLength, 0xff),
        ["a byte more than fits at once"] = new byte[PiecesAtOnce * PieceLength + 1],
        ["each length further back than the last"] = [.. Enumerable.Range(3, 256).Reverse().SelectMany(i => Numbers(i, 0xff).Append((byte)i)), .. Numbers(300, 0xff)],
        ["nearly the same again and again"] = [.. Enumerable.Range(0, 2000).SelectMany(i => Numbers(250, 0xff).Append((byte)i).Append((byte)(i >> 8)))],
        ["a word of Fibonacci"] = Fibonacci(600_000),
        ["codes as long as they get"] = [.. Enumerable.Range(0, 24).SelectMany(i => Enumerable.Repeat((byte)i, (int)Math.Min(100_000, Math.Pow(1.7, i))))],
    };

    private static byte[] Compress(byte[] data) => Compress(data, data.Length);

    private static byte[] Compress(byte[] data, int writeLength)
    {
        var output = new MemoryStream();
        using (var deflater = new Deflater(output))
        {
            for (int i = 0; i < data.Length; i += writeLength)
                deflater.Write(data, i, Math.Min(writeLength, data.Length - i));
        }
        return output.ToArray();
    }

    private static byte[] Decompress(byte[] compressed)
    {
        using var inflate = new DeflateStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var output = new MemoryStream();
        inflate.CopyTo(output);
        return output.ToArray();
    }

    /// <summary>Bytes without a random generator of .NET's, which may change.</summary>
    private static byte[] Numbers(int length, uint mask)
    {
        var data = new byte[length];
        uint state = 2463534242;
        for (int i = 0; i < length; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            data[i] = (byte)(state >> 8 & mask);
        }
        return data;
    }

    private static byte[] Text(int lines) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, lines).Select(i => $"line {i * 7919L % 10007} of {i % 13} and the same words again\n")));

    /// <summary>As many different repetitions as there can be.</summary>
    private static byte[] Fibonacci(int length)
    {
        string before = "a", word = "ab";
        while (word.Length < length)
            (before, word) = (word, word + before);
        return Encoding.ASCII.GetBytes(word)[..length];
    }

    public static TheoryData<string> Kinds => [.. s_data.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_back(string kind) => Assert.True(Decompress(Compress(s_data[kind])).AsSpan().SequenceEqual(s_data[kind]));

    [Fact]
    public void Random_mixtures_read_back()
    {
        var random = new Random(20261120);
        for (int i = 0; i < 500; i++)
        {
            var data = new List<byte>();
            while (random.Next(6) != 0)
            {
                data.AddRange(random.Next(4) switch
                {
                    0 => Numbers(random.Next(5000), (uint)random.Next(256)),
                    1 => Enumerable.Repeat((byte)random.Next(256), random.Next(1000)),
                    2 => Text(random.Next(50)),
                    _ => data.Skip(random.Next(data.Count + 1)).Take(random.Next(3000)).ToArray(),
                });
            }
            byte[] bytes = [.. data];
            Assert.True(Decompress(Compress(bytes)).AsSpan().SequenceEqual(bytes), $"mixture {i}");
        }
    }

    [Fact]
    public void A_program_gets_smaller_than_zlib_makes_it()
    {
        byte[] program = File.ReadAllBytes(typeof(Deflater).Assembly.Location);
        var zlib = new MemoryStream();
        using (var deflate = new DeflateStream(zlib, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(program);
        Assert.InRange(Compress(program).Length, 1, (int)(zlib.Length * 0.98));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4099)]
    public void The_bytes_do_not_depend_on_how_they_are_written(int writeLength)
    {
        byte[] text = Text(3000);
        Assert.Equal(Compress(text), Compress(text, writeLength));
    }

    [Fact]
    public async Task The_bytes_do_not_depend_on_the_number_of_processors()
    {
        byte[] text = Text(30_000);
        using var stop = new CancellationTokenSource();
        TaskScheduler one = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        byte[] alone = await Task.Factory.StartNew(() => Compress(text), stop.Token, TaskCreationOptions.None, one);
        Assert.Equal(Compress(text), alone);
    }

    [Fact]
    public void A_match_reaches_back_into_what_was_compressed_before()
    {
        byte[] noise = Numbers(PiecesAtOnce * PieceLength, 0xff);
        int length = Compress(noise).Length;
        Assert.InRange(Compress([.. noise, .. noise[^20_000..]]).Length, length, length + 1000);
    }

    [Fact]
    public void Nothing_is_written_after_the_end()
    {
        var output = new MemoryStream();
        var deflater = new Deflater(output);
        deflater.Write([1, 2, 3], 0, 3);
        deflater.Dispose();
        byte[] once = output.ToArray();
        deflater.Dispose();
        Assert.Equal(once, output.ToArray());
        Assert.Equal([1, 2, 3], Decompress(once));
    }

    [Fact]
    public void Noise_grows_by_little()
    {
        byte[] noise = Numbers(200_000, 0xff);
        Assert.InRange(Compress(noise).Length, noise.Length, noise.Length + 100);
    }

    // The promise itself: on every host, processor and .NET version. A change of the compressor changes this line, and every package.
    [Fact]
    public void The_bytes_are_the_same_everywhere() =>
        Assert.Equal("74fd8650ae75281afddac7631f397cd73327b0498faa23f5941ad81bc07bc133", Convert.ToHexStringLower(SHA256.HashData(Compress([.. Text(20_000), .. Numbers(300_000, 0x1f), .. new byte[5000]]))));
}

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>SplitMix64: the same numbers for the same seed in every version of .NET, which System.Random does not promise.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    internal ulong Next()
    {
        ulong z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to one less than <paramref name="bound"/>.</summary>
    internal int Below(int bound) => (int)((Next() >> 32) * (ulong)bound >> 32);

    /// <summary>Both ends included.</summary>
    internal int Between(int least, int most) => least + Below(most - least + 1);

    internal bool OneIn(int count) => Below(count) == 0;

    internal T OneOf<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    internal void Fill(Span<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            BitConverter.TryWriteBytes(bytes, Next());
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (ref byte b in bytes)
            b = (byte)Next();
    }
}

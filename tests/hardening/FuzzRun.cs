using System.Diagnostics;
using System.Globalization;
using Lambda.Native.Runtime.Tests.Hardening;

namespace Lambda.Native.Hardening;

/// <summary>Many cases of <see cref="ReplyFuzz"/>, one seed each from the first on, so that a case that fails can be run alone.</summary>
internal static class FuzzRun
{
    private const int MaxShown = 5;
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);

    internal static int Run(long cases, long firstSeed)
    {
        var fuzz = new ReplyFuzz();
        long seed = firstSeed;
        int violations = 0;
        using Timer watch = Watch(() => Interlocked.Read(ref seed));
        long start = Stopwatch.GetTimestamp();
        for (long i = 0; i < cases; i++)
        {
            Interlocked.Exchange(ref seed, firstSeed + i);
            if (fuzz.Run((ulong)(firstSeed + i)) is { } wrong && violations++ < MaxShown)
                Console.Error.WriteLine(wrong);
        }
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"fuzz: {cases:N0} cases from seed {firstSeed} in {seconds:0.0} s, {cases / seconds:N0} cases/s; " +
            $"{fuzz.Valid:N0} valid, {fuzz.Broken:N0} broken, spoilt: {Ends(fuzz)}; {violations} violations"));
        return violations == 0 ? 0 : 1;
    }

    private static string Ends(ReplyFuzz fuzz) =>
        string.Join(", ", Enum.GetValues<Http.ExchangeResult>().Where(result => fuzz.Spoilt[(int)result] > 0)
            .Select(result => string.Create(CultureInfo.InvariantCulture, $"{fuzz.Spoilt[(int)result]:N0} {result}")));

    /// <summary>A case that hangs cannot say so itself.</summary>
    private static Timer Watch(Func<long> seed)
    {
        long last = -1;
        return new Timer(_ =>
        {
            long now = seed();
            if (now == last)
            {
                Console.Error.WriteLine($"case {now} hangs");
                Environment.Exit(1);
            }
            last = now;
        }, null, s_hang, s_hang);
    }
}

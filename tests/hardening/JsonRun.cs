using System.Diagnostics;
using System.Globalization;
using Lambda.Native.Generators.Tests.Json;

namespace Lambda.Native.Hardening;

/// <summary>Many cases of <see cref="JsonDifferential"/>, one seed each from the first on, so that a case that fails can be run alone.</summary>
internal static class JsonRun
{
    private const int MaxShown = 5;

    internal static int Run(long cases, long firstSeed)
    {
        var differential = new JsonDifferential();
        int violations = 0;
        long start = Stopwatch.GetTimestamp();
        for (long i = 0; i < cases; i++)
        {
            if (differential.Run((ulong)(firstSeed + i)) is { } wrong && violations++ < MaxShown)
                Console.Error.WriteLine(wrong);
        }
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"json: {cases:N0} cases from seed {firstSeed} in {seconds:0.0} s, {cases / seconds:N0} cases/s; " +
            $"{differential.Accepted:N0} read, {differential.Unwritable:N0} of them not to be written, {differential.Refused:N0} refused; {violations} violations"));
        return violations == 0 ? 0 : 1;
    }
}

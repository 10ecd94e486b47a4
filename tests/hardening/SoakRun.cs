using System.Diagnostics;
using System.Globalization;
using Lambda.Native.Runtime.Tests.Hardening;

namespace Lambda.Native.Hardening;

/// <summary>As many invocations as one has time for, with an eye on memory and handles.</summary>
internal static class SoakRun
{
    // The loop's buffers grow for a large event and are given back after small ones: how much of them there is at a moment differs by as much as one such event. Ten
    // bytes an invocation that were kept would be more in a million.
    private const long MaxGrowth = 8 << 20;
    private const int MaxMoreHandles = 3;

    internal static int Run(long invocations, long seed)
    {
        long start = Stopwatch.GetTimestamp();
        SoakServer account = Soak.Run(invocations, (ulong)seed);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        IReadOnlyList<SoakServer.Measurement> measured = account.Measurements;
        bool flat = measured.Count == 3
            && measured.All(m => m.ManagedBytes <= measured[0].ManagedBytes + MaxGrowth && m.Handles <= measured[0].Handles + MaxMoreHandles);
        account.Violations.ForEach(Console.Error.WriteLine);
        if (!flat)
            Console.Error.WriteLine("memory or handles are not flat");
        Console.Error.WriteLine($"faults: {account.Faults}");
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"soak: {account.Handed:N0} invocations from seed {seed} in {seconds:0.0} s, {account.Handed / seconds:N0}/s, " +
            $"{account.Connections:N0} connections; " +
            $"{account.Accepted:N0} answers accepted, {account.Refused:N0} refused, {account.GivenUp:N0} broken by the server for good; " +
            $"managed KiB {string.Join(", ", measured.Select(m => m.ManagedBytes >> 10))} and " +
            $"handles {string.Join(", ", measured.Select(m => m.Handles))} at 10, 50 and 100 %; " +
            $"{account.ViolationCount} violations"));
        return account.ViolationCount == 0 && flat ? 0 : 1;
    }
}

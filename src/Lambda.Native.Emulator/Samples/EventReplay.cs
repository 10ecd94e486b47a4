using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Has a function handle events one after the other.</summary>
public static class EventReplay
{
    /// <summary>Writes each answer to a line of <paramref name="answers"/>, and to <paramref name="notes"/> which event it was, what became of it and how long it took; goes on after a failure.</summary>
    /// <returns>How many events failed.</returns>
    /// <exception cref="OperationCanceledException">The rest is not wanted any more, or the emulator ends.</exception>
    public static Task<int> RunAsync(IEnumerable<NamedEvent> events, FunctionInvoker function, TextWriter answers, TextWriter notes, CancellationToken cancellation) =>
        RunAsync(events, (IFunctionInvoker)function, answers, notes, cancellation);

    internal static async Task<int> RunAsync(IEnumerable<NamedEvent> events, IFunctionInvoker function, TextWriter answers, TextWriter notes, CancellationToken cancellation)
    {
        int failed = 0;
        foreach (NamedEvent one in events)
        {
            cancellation.ThrowIfCancellationRequested();
            if (WhyNotJson(one.Json) is { } why)
            {
                failed++;
                await notes.WriteLineAsync($"{one.Name}: not JSON, not invoked: {why}");
                continue;
            }
            InvocationResult result = await function.InvokeAsync(one.Json, InvocationOptions.Default, cancellation);
            if (result.FunctionError is not null)
                failed++;
            await notes.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{one.Name}: {result.FunctionError ?? "ok"}, {result.Timing.Duration.TotalMilliseconds:0.00} ms"));
            await answers.WriteLineAsync(Encoding.UTF8.GetString(result.Payload.Span));
        }
        return failed;
    }

    private static string? WhyNotJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            JsonDocument.Parse(json).Dispose();
            return null;
        }
        catch (JsonException exception)
        {
            return exception.Message;
        }
    }
}

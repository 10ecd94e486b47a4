using BenchmarkDotNet.Attributes;
using Lambda.Native.Http;
using Lambda.Native.Runtime.Tests;

namespace Lambda.Native.Benchmarks;

/// <summary>Reading one reply of the Runtime API: its head, its length, its body.</summary>
/// <remarks>Public and open because BenchmarkDotNet derives from it.</remarks>
[MemoryDiagnoser]
public class ReplyBenchmarks
{
    private readonly HttpExchange _next = new(new RepeatingConnection(Replies.Next));
    private readonly HttpExchange _accepted = new(new RepeatingConnection(Replies.Accepted));

    [Benchmark]
    public int Next() => Read(_next);

    [Benchmark]
    public int Accepted() => Read(_accepted);

    private static int Read(HttpExchange exchange)
    {
        if (exchange.Send("GET / HTTP/1.1\r\n\r\n"u8, default) != ExchangeResult.Reply)
            throw new InvalidOperationException(exchange.LastError);
        return exchange.Body.Length;
    }
}

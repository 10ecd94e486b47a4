using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using Lambda.Native.Api;
using Lambda.Native.Handlers;
using Lambda.Native.Loop;
using Lambda.Native.Runtime.Tests;
using Lambda.Native.Transport;

namespace Lambda.Native.Benchmarks;

/// <summary>One whole invocation without the network: the event's reply read, the handler called, the answer's request written, its reply read.</summary>
/// <remarks>Public and open because BenchmarkDotNet derives from it.</remarks>
[MemoryDiagnoser]
public class InvocationBenchmarks
{
    private readonly InvocationLoop _raw = LoopOver(new RawHandlerAdapter(static (_, answer, _) => answer.Write("{\"message\":\"Hello, World\"}"u8)));

    private readonly InvocationLoop _typed = LoopOver(new TypedHandler<Request, Answer>(
        BenchmarkJson.Default.Request, BenchmarkJson.Default.Answer, static (request, _) => new Answer($"Hello, {request.Name}")));

    /// <summary>A handler that only writes a constant: what is left is the loop.</summary>
    [Benchmark(Baseline = true)]
    public bool Raw() => _raw.RunOne();

    [Benchmark]
    public bool Typed() => _typed.RunOne();

    private static InvocationLoop LoopOver(InvocationHandler handler)
    {
        if (!RuntimeApiAddress.TryParse("127.0.0.1:9001", out RuntimeApiAddress? address))
            throw new InvalidOperationException();
        return new InvocationLoop(new RuntimeApiClient(address, new RepeatingConnection(Replies.Next, Replies.Accepted), static _ => { }), handler);
    }

    internal sealed record Request(string Name);

    internal sealed record Answer(string Message);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(InvocationBenchmarks.Request))]
[JsonSerializable(typeof(InvocationBenchmarks.Answer))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;

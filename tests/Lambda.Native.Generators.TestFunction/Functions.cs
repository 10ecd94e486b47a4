using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lambda.Native.Events;

namespace Lambda.Native.Generators.TestFunction;

internal sealed record Order(string Id, int Count);

internal sealed record Receipt(string Id, int Total);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Receipt))]
internal sealed partial class AppJson : JsonSerializerContext;

/// <summary>Every form of a static handler.</summary>
internal static class Forms
{
    [LambdaFunction]
    internal static Receipt Place(Order order, LambdaContext context) => new(order.Id + context.RequestId, order.Count);

    [LambdaFunction("place-later")]
    internal static async Task<Receipt> PlaceLaterAsync(LambdaContext context, Order order, CancellationToken cancellation)
    {
        await Task.Delay(1, cancellation);
        return new Receipt(order.Id, order.Count);
    }

    [LambdaFunction]
    internal static async ValueTask<Receipt> PlaceValue(Order order)
    {
        await Task.Yield();
        return new Receipt(order.Id, order.Count);
    }

    [LambdaFunction]
    internal static ValueTask<Receipt> PlaceAtOnce(Order order) => ValueTask.FromResult(new Receipt(order.Id, order.Count));

    [LambdaFunction]
    internal static Receipt PlaceOrNothing(Order? order) => new(order?.Id ?? "nothing", 0);

    [LambdaFunction]
    internal static void Swallow(Order order) => _ = order.Id;

    [LambdaFunction]
    internal static Task SwallowLater(Order order) => Task.Delay(order.Count);

    [LambdaFunction]
    internal static ValueTask SwallowValue() => default;

    [LambdaFunction]
    internal static Receipt Ask(LambdaContext context) => new(context.RequestId, 0);

    [LambdaFunction]
    internal static void Raw(ReadOnlySpan<byte> lambdaEvent, IBufferWriter<byte> answer) => answer.Write(lambdaEvent);

    [LambdaFunction]
    internal static async Task RawLater(ReadOnlyMemory<byte> lambdaEvent, IBufferWriter<byte> answer, LambdaContext context)
    {
        await Task.Yield();
        answer.Write(lambdaEvent.Span);
        answer.Write(Encoding.UTF8.GetBytes(context.RequestId));
    }

    [LambdaFunction]
    internal static Receipt Measure(ReadOnlyMemory<byte> lambdaEvent) => new("bytes", lambdaEvent.Length);

    [LambdaFunction]
    internal static void WriteOrder(Order order, IBufferWriter<byte> answer) => answer.Write(Encoding.UTF8.GetBytes(order.Id));

    [LambdaFunction]
    internal static async Task Stream(Order order, ResponseStream answer)
    {
        await answer.WriteAsync(Encoding.UTF8.GetBytes(order.Id));
        await answer.FlushAsync();
        await answer.WriteAsync(Encoding.UTF8.GetBytes("!"));
    }
}

/// <summary>Functions of an object.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly string _name;
    private int _sold;

    private Shop(string name) => _name = name;

    [LambdaFactory]
    internal static async Task<Shop> OpenAsync()
    {
        await Task.Yield();
        return Environment.GetEnvironmentVariable("TEST_SHOP_FAILS") == "1" ? throw new InvalidOperationException("no goods") : new Shop("shop");
    }

    [LambdaFunction]
    internal Receipt Sell(Order order) => new(_name + order.Id, ++_sold);

    [HttpApi("POST", "/sales/{count}")]
    internal Receipt SellMany(int count, Order order) => count > 0 ? new(_name + order.Id, _sold += count) : throw new InvalidOperationException("nothing to sell");

    [LambdaFunction]
    internal Task<Receipt> SellLater(Order order) => Task.FromResult(new Receipt(_name + order.Id, ++_sold));

    public ValueTask DisposeAsync()
    {
        File.AppendAllText(Environment.GetEnvironmentVariable("TEST_JOURNAL")!, $"{_name} closes after {_sold}\n");
        return default;
    }
}

internal sealed class Counter
{
    private int _count;

    [LambdaFunction("count")]
    public Receipt Count() => new("counter", ++_count);
}

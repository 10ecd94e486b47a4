using System.Text;
using Lambda.Native;
using Lambda.Native.Events;

namespace OrderFunction;

public sealed record Order(string Id, int Count);

public sealed record Receipt(string Id, int Total);

/// <summary>What functions do, one thing each.</summary>
public static class Orders
{
    [LambdaFunction]
    public static Receipt Place(Order order, LambdaContext context)
    {
        context.Log.Info($"placing {order.Id}");
        return order.Count > 0 ? new(order.Id, order.Count * 2) : throw new InvalidOperationException("nothing is ordered");
    }

    [LambdaFunction]
    public static async Task Write(ResponseStream answer)
    {
        await answer.WriteAsync("one,"u8.ToArray());
        await answer.FlushAsync();
        await answer.WriteAsync("two"u8.ToArray());
    }

    [LambdaFunction]
    public static string Describe(LambdaContext context) =>
        $"{Environment.GetEnvironmentVariable("GREETING")} {LambdaContext.FunctionName} {Encoding.UTF8.GetString(context.ClientContextBytes.Span)} {context.TenantId}";

    [LambdaFunction]
    public static void Hang() => Thread.Sleep(Timeout.Infinite);

    [HttpApi("GET", "/orders/{id}")]
    public static HttpResult Get(string id) => id == "moved" ? Http.Redirect("/orders/17") : Http.Json(new Receipt(id, 1));
}

/// <summary>A function of an object: counts what it is told, and says so at its end.</summary>
public sealed class Counter : IAsyncDisposable
{
    private int _count;

    [LambdaFunction]
    public int Count() => ++_count;

    public ValueTask DisposeAsync()
    {
        LambdaRuntime.Log.Info($"counted to {_count}");
        return default;
    }
}

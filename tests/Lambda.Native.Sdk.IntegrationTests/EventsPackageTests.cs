using System.Text;
using System.Text.Json.Nodes;
using Lambda.Native.Events.Tests.Routing;
using Lambda.Native.Testing;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The events come with the SDK, for real: compiled and linked as far as they are used.</summary>
public sealed class EventsPackageTests(EventsPackageTests.Shop shop) : IClassFixture<EventsPackageTests.Shop>
{
    private const string Id = "01020304-0506-0708-090a-0b0c0d0e0f10";

    [Fact]
    public void A_function_that_uses_none_is_not_a_byte_larger_for_them()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        long Publish(string items)
        {
            workspace.WriteFunction(items: items);
            workspace.Dotnet("Hello", "publish");
            return new FileInfo(workspace["Hello/bin/Release/net9.0/linux-x64/publish/bootstrap"]).Length;
        }
        long without = Publish("<ItemGroup><PackageReference Remove=\"Lambda.Native.Events\" /></ItemGroup>");
        Assert.Equal(without, Publish(""));
    }

    [Fact]
    public async Task A_batch_its_bodies_and_the_answer_are_read_and_written_by_generated_code()
    {
        Assert.Empty(shop.Function.Result.WarningCodes);
        string batch = $$"""
            {"Records":[
                {"messageId":"one","receiptHandle":"h","body":"{\"id\":\"{{Id}}\",\"customer\":\"ada\",\"count\":1}"},
                {"messageId":"two","receiptHandle":"h","body":"{\"id\":\"{{Id}}\",\"customer\":\"ada\",\"count\":0}"},
                {"messageId":"three","receiptHandle":"h","body":"broken"}]}
            """;
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"two"},{"itemIdentifier":"three"}]}""", Assert.Single(await shop.AskAsync("store", batch)));
        string strings = Encoding.Latin1.GetString(File.ReadAllBytes(shop.Function.Bootstrap));
        Assert.All(["JsonSerializerOptions", "JsonTypeInfo", "Utf8JsonWriter"], name => Assert.DoesNotContain(name, strings));
    }

    [Fact]
    public async Task Routes_answer_behind_every_front()
    {
        (Front Front, HttpCall Call, int Status, string Body)[] calls =
        [
            .. HttpCall.Fronts.SelectMany(front => new (Front, HttpCall, int, string)[]
            {
                (front, HttpCall.Get($"/orders/{Id}?count=3"), 200, $$"""{"id":"{{Id}}","customer":"ada","count":3}"""),
                (front, HttpCall.Get($"/orders/{Id}?count=0"), 404, """{"title":"Not Found","status":404}"""),
                (front, HttpCall.Get("/orders/17"), 400, "{\"title\":\"Bad Request\",\"status\":400,"),
                (front, HttpCall.Post("/orders", $$"""{"id":"{{Id}}","customer":"é","count":2}""") with { IsBase64 = true }, 201, $$"""{"id":"{{Id}}","customer":"é","count":2}"""),
                (front, new HttpCall("DELETE", "/orders"), 405, """{"title":"Method Not Allowed","status":405}"""),
            }),
        ];
        string[] answers = await shop.AskAsync("http", [.. calls.Select(c => c.Call.ToEvent(c.Front).ToJsonString())]);
        Assert.All(calls.Zip(answers), asked =>
        {
            (Front front, HttpCall call, int status, string body) = asked.First;
            var answer = new HttpAnswer(front, JsonNode.Parse(asked.Second)!.AsObject());
            Assert.True(answer.Status == status && answer.Body.StartsWith(body, StringComparison.Ordinal), $"{front}, {call.Method} {call.Target}: {asked.Second}");
            if (status == 201)
                Assert.Equal(($"/orders/{Id}", "seen=1", "application/json"), (answer.Header("location"), answer.Header("set-cookie"), answer.Header("content-type")));
            if (status == 405)
                Assert.Equal("POST", answer.Header("allow"));
        });
    }

    /// <summary>One bootstrap of two functions, published for real.</summary>
    public sealed class Shop : IDisposable
    {
        internal RealFunction Function { get; } = new("""
            using Lambda.Native;
            using Lambda.Native.Events;

            public sealed record Order(Guid Id, string Customer, int Count);

            public static class Orders
            {
                [LambdaFunction("store")]
                public static Task<SqsBatchResponse> Store(SqsEvent batch, LambdaContext context) => batch.ProcessAsync(context, message =>
                    message.ReadBody<Order>().Count > 0 ? Task.CompletedTask : throw new InvalidOperationException("Nothing is ordered."));

                [HttpApi("GET", "/orders/{id}")]
                public static Order? Get(Guid id, int count = 1) => count == 0 ? null : new(id, "ada", count);

                [HttpApi("POST", "/orders")]
                public static HttpResult Place(Order order) => Http.Created($"/orders/{order.Id}", order).AddCookie("seen=1");
            }
            """);

        /// <summary>Starts the package as one of its functions, and asks it one event after the other.</summary>
        internal async Task<string[]> AskAsync(string handler, params string[] events)
        {
            await using LambdaTestFunction function = await LambdaTest.StartPackageAsync(Function.Package, new LambdaTestOptions { Handler = handler });
            var answers = new List<string>();
            foreach (string lambdaEvent in events)
                answers.Add((await function.InvokeAsync(lambdaEvent)).EnsureSuccess().Text);
            return [.. answers];
        }

        public void Dispose() => Function.Dispose();
    }
}

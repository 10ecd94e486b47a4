using System.Diagnostics;
using System.Text.Json;
using Lambda.Native.Runtime.Tests;

namespace Lambda.Native.Generators.Tests;

/// <summary>Bound functions in a process of their own, under the JIT.</summary>
public sealed class BoundFunctionTests
{
    private const string Function = "Lambda.Native.Generators.TestFunction";
    private const string Order = "{\"id\":\"a\",\"count\":3}";

    [Theory]
    [InlineData("Place", Order, "{\"id\":\"arequest-1\",\"total\":3}")]
    [InlineData("place-later", Order, "{\"id\":\"a\",\"total\":3}")]
    [InlineData("PlaceValue", Order, "{\"id\":\"a\",\"total\":3}")]
    [InlineData("PlaceAtOnce", Order, "{\"id\":\"a\",\"total\":3}")]
    [InlineData("PlaceOrNothing", "null", "{\"id\":\"nothing\",\"total\":0}")]
    [InlineData("Swallow", Order, "null")]
    [InlineData("SwallowLater", Order, "null")]
    [InlineData("SwallowValue", "not even JSON", "null")]
    [InlineData("Ask", "not even JSON", "{\"id\":\"request-1\",\"total\":0}")]
    [InlineData("Raw", "as it is", "as it is")]
    [InlineData("RawLater", "as it is, ", "as it is, request-1")]
    [InlineData("Measure", "12345", "{\"id\":\"bytes\",\"total\":5}")]
    [InlineData("WriteOrder", Order, "a")]
    [InlineData("Stream", Order, "a!")]
    [InlineData("Sell", Order, "{\"id\":\"shopa\",\"total\":1}")]
    [InlineData("SellLater", Order, "{\"id\":\"shopa\",\"total\":1}")]
    [InlineData("count", "", "{\"id\":\"counter\",\"total\":1}")]
    [InlineData("from-library", "", "\"the library\"")]
    public async Task Every_form_answers(string name, string lambdaEvent, string answer)
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.StartFunction(Function, "functions", ("_HANDLER", name));
        FakeLambda.Posted posted = await lambda.InvokeAsync(lambdaEvent);
        Assert.Equal(answer, posted.Body);
        Assert.EndsWith("/response", posted.Path);
    }

    [Theory]
    [InlineData("nobody", "There is no function 'nobody' in this bootstrap")]
    [InlineData("", "No handler is set")]
    public async Task A_name_that_there_is_not_is_told_with_the_names_there_are(string name, string words)
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        Process function = lambda.StartFunction(Function, "functions", ("_HANDLER", name));
        FakeLambda.Posted error = await lambda.Posts.ReadAsync();
        Assert.Equal(("/2018-06-01/runtime/init/error", "Runtime.HandlerNotFound"), (error.Path, error.Headers["Lambda-Runtime-Function-Error-Type"]));
        string message = JsonDocument.Parse(error.Body).RootElement.GetProperty("errorMessage").GetString()!;
        Assert.StartsWith(words, message);
        Assert.Contains("Place, place-later", message);
        Assert.Contains("from-library", message);
        await function.WaitForExitAsync();
        Assert.Equal(1, function.ExitCode);
    }

    [Fact]
    public async Task One_object_serves_all_invocations_and_is_disposed_at_the_end()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        Process function = lambda.StartFunction(Function, "functions", ("_HANDLER", "Sell"));
        await lambda.InvokeAsync(Order);
        Assert.Equal("{\"id\":\"shopa\",\"total\":2}", (await lambda.InvokeAsync(Order)).Body);
        using (Process kill = Process.Start("kill", ["-TERM", $"{function.Id}"]))
            await kill.WaitForExitAsync();
        await function.WaitForExitAsync();
        Assert.Equal(["shop closes after 2"], lambda.Journal);
    }

    [Fact]
    public async Task Routes_are_served_by_their_objects_and_an_exception_is_in_the_log_alone()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        Process function = lambda.StartFunction(Function, "functions", ("_HANDLER", "http"));
        string Request(string path) => $"{{\"version\":\"2.0\",\"rawPath\":\"{path}\",\"requestContext\":{{\"http\":{{\"method\":\"POST\"}}}},\"body\":{JsonSerializer.Serialize(Order)}}}";
        const string answer = "{\"statusCode\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{\\\"id\\\":\\\"shopa\\\",\\\"total\\\":2}\",\"isBase64Encoded\":false}";
        Assert.Equal(answer, (await lambda.InvokeAsync(Request("/sales/2"))).Body);
        FakeLambda.Posted failed = await lambda.InvokeAsync(Request("/sales/0"));
        Assert.EndsWith("/response", failed.Path);
        Assert.Contains("\"statusCode\":500", failed.Body);
        Assert.DoesNotContain("nothing to sell", failed.Body);
        function.Kill();
        string log = await function.StandardOutput.ReadToEndAsync();
        Assert.Contains("POST /sales/{count} failed", log);
        Assert.Contains("nothing to sell", log);
        Assert.Contains("SellMany", log);
    }

    [Fact]
    public async Task An_object_that_cannot_be_made_fails_the_initialisation()
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.StartFunction(Function, "functions", ("_HANDLER", "Sell"), ("TEST_SHOP_FAILS", "1"));
        FakeLambda.Posted error = await lambda.Posts.ReadAsync();
        Assert.Equal("/2018-06-01/runtime/init/error", error.Path);
        Assert.Contains("no goods", error.Body);
    }

    [Theory]
    [InlineData("Place", "null", "Expected Order at $, byte 0.")]
    [InlineData("Place", "", "at $, byte 0.")]
    [InlineData("Place", "{\"id\":\"a\"} x", "at $, byte 11.")]
    [InlineData("Place", "{\"id\":\"a\",", "at $.id, byte 9.")]
    public async Task An_event_that_does_not_fit_is_the_invokers_mistake(string name, string lambdaEvent, string words)
    {
        await using FakeLambda lambda = await FakeLambda.StartAsync();
        lambda.StartFunction(Function, "functions", ("_HANDLER", name));
        FakeLambda.Posted posted = await lambda.InvokeAsync(lambdaEvent);
        Assert.EndsWith("/error", posted.Path);
        JsonElement error = JsonDocument.Parse(posted.Body).RootElement;
        Assert.Equal("Function.InvalidEvent", error.GetProperty("errorType").GetString());
        Assert.EndsWith(words, error.GetProperty("errorMessage").GetString());
    }
}

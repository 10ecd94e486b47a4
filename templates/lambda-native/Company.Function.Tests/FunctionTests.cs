using Lambda.Native.Testing;
using Xunit;

public sealed class FunctionTests
{
    [Fact]
    public void Greets_by_name() => Assert.Equal("Hello, World", Function.Handle(new Request("World")).Message);

    [Fact]
    public async Task Answers_as_on_Lambda()
    {
        await using LambdaTestFunction function = await LambdaTest.StartAsync(typeof(Function).Assembly);
        Assert.Equal(new Answer("Hello, World"), await function.InvokeAsync<Request, Answer>(new Request("World")));
    }
}

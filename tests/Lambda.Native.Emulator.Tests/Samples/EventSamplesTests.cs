using System.Text.Json;
using Lambda.Native.Events;

namespace Lambda.Native.Emulator.Tests.Samples;

public sealed class EventSamplesTests
{
    [Theory]
    [InlineData("sqs-fifo", "sqs-fifo")]
    [InlineData("SQS", "sqs-standard")]
    [InlineData("s3", "s3-put")]
    [InlineData("s3-r", "s3-restore-completed")]
    [InlineData("http", "apigateway-http-request")]
    [InlineData("alb", "alb-request")]
    [InlineData("kafka", "kafka-msk")]
    [InlineData("", null)]
    [InlineData("../secret", null)]
    [InlineData("sqs-batch-response", null)]
    public void Are_found_by_name_service_or_beginning(string name, string? expected) => Assert.Equal(expected, EventSamples.Find(name)?.Name);

    [Fact]
    public void Are_events()
    {
        Assert.InRange(EventSamples.Names.Count, 50, 100);
        Assert.All(EventSamples.Names, name => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(EventSamples.Find(name)!.Json).RootElement.ValueKind));
        Assert.NotEmpty(JsonSerializer.Deserialize<SqsEvent>(EventSamples.Find("sqs")!.Json.Span)!.Records);
    }
}

using System.Text;
using System.Text.Json;
using Lambda.Native.Emulator.Tests.Front;
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

    [Fact]
    public async Task A_folder_is_replayed_in_order_and_to_its_end()
    {
        string folder = Directory.CreateTempSubdirectory("lambda-native-replay-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "b.json"), "{\"b\":1}");
            File.WriteAllText(Path.Combine(folder, "a.json"), "{\"a\":");
            File.WriteAllText(Path.Combine(folder, "c.json"), "[3]");
            File.WriteAllText(Path.Combine(folder, "notes.txt"), "no event");
            var function = new FakeFunction { Handler = lambdaEvent => [.. "got "u8, .. lambdaEvent] };
            using StringWriter answers = new() { NewLine = "\n" }, notes = new() { NewLine = "\n" };
            Assert.Equal(1, await EventReplay.RunAsync(NamedEvent.ReadFiles(folder), function, answers, notes, CancellationToken.None));
            Assert.Equal("got {\"b\":1}\ngot [3]\n", answers.ToString());
            Assert.StartsWith("a.json: not JSON, not invoked: ", notes.ToString());
            Assert.EndsWith("\nb.json: ok, 0.00 ms\nc.json: ok, 0.00 ms\n", notes.ToString());

            Assert.Equal("{\"b\":1}", Encoding.UTF8.GetString(Assert.Single(NamedEvent.ReadFiles(Path.Combine(folder, "b.json"))).Json.Span));
            Assert.ThrowsAny<IOException>(() => NamedEvent.ReadFiles(Path.Combine(folder, "missing.json")));
            Assert.ThrowsAny<IOException>(() => NamedEvent.ReadFiles(Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_event_that_the_function_fails_is_counted()
    {
        using StringWriter answers = new(), notes = new();
        Assert.Equal(1, await EventReplay.RunAsync([EventSamples.Find("sns")!], new FakeFunction { Fails = true, Answer = "{}" }, answers, notes, CancellationToken.None));
        Assert.Contains("sns-notification: Unhandled", notes.ToString());
    }
}

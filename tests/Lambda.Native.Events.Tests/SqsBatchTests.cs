namespace Lambda.Native.Events.Tests;

public sealed class SqsBatchTests
{
    private static readonly LambdaContext s_context = LambdaContext.Create();

    [Fact]
    public async Task Only_what_failed_is_reported_and_the_rest_goes_on()
    {
        var seen = new List<string>();
        SqsBatchResponse answer = await Standard("1", "2", "3", "4").ProcessAsync(s_context, message =>
        {
            seen.Add(message.MessageId);
            return message.MessageId switch { "2" => throw new InvalidOperationException(), "4" => Task.FromException(new InvalidOperationException()), _ => Task.CompletedTask };
        });
        Assert.Equal(["1", "2", "3", "4"], seen);
        Assert.Equal(["2", "4"], Failures(answer));
    }

    [Fact]
    public async Task An_empty_batch_succeeds() => Assert.Empty(Failures(await new SqsEvent().ProcessAsync(s_context, _ => Task.CompletedTask, concurrency: 8)));

    [Fact]
    public async Task No_more_than_the_concurrency_are_under_way()
    {
        const int Concurrency = 3;
        int running = 0, most = 0;
        var all = new TaskCompletionSource();
        SqsBatchResponse answer = await Standard("1", "2", "3", "4", "5", "6", "7").ProcessAsync(s_context, async message =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            if (most == Concurrency)
                all.TrySetResult();
            await all.Task;
            await Task.Yield();
            Interlocked.Decrement(ref running);
            if (message.MessageId is "3" or "7")
                throw new InvalidOperationException();
        }, Concurrency);
        Assert.Equal(Concurrency, most);
        Assert.Equal(["3", "7"], Failures(answer));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_group_of_a_FIFO_queue_stops_at_its_first_failure(int concurrency)
    {
        var seen = new List<string>();
        SqsBatchResponse answer = await Fifo(("a", "a1"), ("b", "b1"), ("a", "a2"), ("a", "a3"), ("b", "b2"), ("c", "c1")).ProcessAsync(s_context, async message =>
        {
            await Task.Yield();
            lock (seen)
                seen.Add(message.MessageId);
            if (message.MessageId is "a2" or "c1")
                throw new InvalidOperationException();
        }, concurrency);
        Assert.Equal(["a2", "a3", "c1"], Failures(answer));
        Assert.Equal(["a1", "a2"], seen.Where(id => id[0] == 'a'));
        Assert.Equal(["b1", "b2"], seen.Where(id => id[0] == 'b'));
    }

    [Fact]
    public async Task A_group_is_never_handled_twice_at_a_time()
    {
        int running = 0;
        SqsBatchResponse answer = await Fifo([.. Enumerable.Range(0, 20).Select(i => ("a", $"a{i}"))]).ProcessAsync(s_context, async _ =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }, concurrency: 8);
        Assert.Empty(Failures(answer));
    }

    [Fact]
    public async Task Groups_of_a_standard_queue_are_for_fairness_and_have_no_order()
    {
        SqsEvent batch = Standard("1", "2", "3");
        foreach (SqsMessage message in batch.Records)
            message.Attributes["MessageGroupId"] = "tenant";
        Assert.Equal(["1"], Failures(await batch.ProcessAsync(s_context, m => m.MessageId == "1" ? throw new InvalidOperationException() : Task.CompletedTask)));
    }

    [Fact]
    public async Task What_is_not_begun_when_the_time_is_up_comes_again()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<string>();
        SqsBatchResponse answer = await Standard("1", "2", "3").ProcessAsync(s_context, message =>
        {
            seen.Add(message.MessageId);
            source.Cancel();
            return Task.CompletedTask;
        }, cancellationToken: source.Token);
        Assert.Equal(["1"], seen);
        Assert.Equal(["2", "3"], Failures(answer));
    }

    [Fact]
    public async Task A_batch_that_makes_no_sense_fails_as_a_whole()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => new SqsEvent { Records = [new(), null!] }.ProcessAsync(s_context, _ => Task.CompletedTask));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => new SqsEvent().ProcessAsync(s_context, _ => Task.CompletedTask, concurrency: 0));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new SqsEvent().ProcessAsync(s_context, null!));
    }

    [Fact]
    public void The_body_is_read_as_a_type()
    {
        var message = new SqsMessage { Body = """{"Type":"Notification","Message":"{\"state\":\"up\"}","Timestamp":"2019-01-02T12:45:07Z"}""" };
        Assert.Equal("up", message.ReadBody(Json.Type<SnsMessage>()).ReadMessage(Json.Type<Sample.InstanceState>()).State);
        Assert.Throws<System.Text.Json.JsonException>(() => new SqsMessage { Body = "null" }.ReadBody(Json.Type<Sample.InstanceState>()));
        Assert.Throws<System.Text.Json.JsonException>(() => new SqsMessage().ReadBody(Json.Type<Sample.InstanceState>()));
    }

    [Fact]
    public void What_SQS_writes_as_text_is_read()
    {
        SqsMessage message = Sample.Read<SqsEvent>("sqs-fifo").Records[0];
        Assert.Equal((1, DateTimeOffset.FromUnixTimeMilliseconds(1573251510774), "1"), (message.ApproximateReceiveCount, message.SentTimestamp, message.MessageGroupId));
        Assert.Equal((null, null, null), (new SqsMessage().ApproximateReceiveCount, new SqsMessage().SentTimestamp, new SqsMessage().MessageGroupId));
        Assert.Null(new SqsMessage { Attributes = new() { ["ApproximateReceiveCount"] = "many" } }.ApproximateReceiveCount);
    }

    private static IEnumerable<string> Failures(SqsBatchResponse answer) => answer.BatchItemFailures.Select(f => f.ItemIdentifier);

    private static SqsEvent Standard(params string[] ids) =>
        new() { Records = [.. ids.Select(id => new SqsMessage { MessageId = id, EventSourceArn = "arn:aws:sqs:us-east-2:123456789012:my-queue" })] };

    private static SqsEvent Fifo(params (string Group, string Id)[] messages) => new()
    {
        Records =
        [
            .. messages.Select(m => new SqsMessage
            {
                MessageId = m.Id, EventSourceArn = "arn:aws:sqs:us-east-2:123456789012:my-queue.fifo", Attributes = new() { ["MessageGroupId"] = m.Group },
            }),
        ],
    };
}

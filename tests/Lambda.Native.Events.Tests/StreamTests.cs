using System.Text;

namespace Lambda.Native.Events.Tests;

public sealed class StreamTests
{
    private static readonly LambdaContext s_context = LambdaContext.Create();

    [Fact]
    public async Task A_stream_goes_on_from_its_first_failure()
    {
        KinesisEvent batch = new() { Records = [Kinesis("1"), Kinesis("2"), Kinesis("3")] };
        var seen = new List<string>();
        StreamBatchResponse answer = await batch.ProcessAsync(s_context, record =>
        {
            seen.Add(record.Kinesis.SequenceNumber);
            return record.Kinesis.SequenceNumber == "2" ? throw new InvalidOperationException() : Task.CompletedTask;
        });
        Assert.Equal(["1", "2"], seen);
        Assert.Equal("2", Assert.Single(answer.BatchItemFailures).ItemIdentifier);
    }

    [Fact]
    public async Task A_stream_without_a_failure_and_one_without_time()
    {
        DynamoDbEvent batch = Sample.Read<DynamoDbEvent>("dynamodb-stream");
        Assert.Empty((await batch.ProcessAsync(s_context, _ => Task.CompletedTask)).BatchItemFailures);
        StreamBatchResponse cancelled = await batch.ProcessAsync(s_context, _ => Task.CompletedTask, new CancellationToken(canceled: true));
        Assert.Equal("111", Assert.Single(cancelled.BatchItemFailures).ItemIdentifier);
    }

    [Fact]
    public void Times_are_read_to_the_millisecond()
    {
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1545084650987), Sample.Read<KinesisEvent>("kinesis-stream").Records[0].Kinesis.Timestamp);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1479499740500), Sample.Read<DynamoDbEvent>("dynamodb-attribute-values").Records[0].DynamoDb.Timestamp);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1583348638390), Sample.Read<HttpApiRequest>("apigateway-http-request").RequestContext.Timestamp);
    }

    [Fact]
    public void Attribute_values_say_their_type()
    {
        Dictionary<string, DynamoDbValue> image = Sample.Read<DynamoDbEvent>("dynamodb-attribute-values").Records[0].DynamoDb.NewImage!;
        Assert.Equal(
            [
                DynamoDbValueType.String, DynamoDbValueType.Number, DynamoDbValueType.Binary, DynamoDbValueType.Boolean, DynamoDbValueType.Null, DynamoDbValueType.StringSet,
                DynamoDbValueType.NumberSet, DynamoDbValueType.BinarySet, DynamoDbValueType.List, DynamoDbValueType.Map,
            ],
            image.Values.Select(v => v.Type));
        Assert.Equal(123.45m, image["Number"].ToDecimal());
        Assert.Equal(35, image["Map"].M!["Age"].ToInt32());
        Assert.Equal(3.14159, image["List"].L![2].ToDouble());
        Assert.Equal("this text is base64-encoded", Encoding.UTF8.GetString(image["Bytes"].B!));
        Assert.Equal(DynamoDbValueType.Unknown, new DynamoDbValue().Type);
        Assert.Contains("String", Assert.Throws<InvalidOperationException>(() => image["Text"].ToInt64()).Message);
        Assert.Throws<OverflowException>(() => new DynamoDbValue { N = "1E+40" }.ToInt64());
        Assert.Equal(20_000_000_000, new DynamoDbValue { N = "2E+10" }.ToInt64());
    }

    [Fact]
    public void Kafka_headers_are_bytes_that_Java_wrote()
    {
        KafkaRecord record = Sample.Read<KafkaEvent>("kafka-self-managed").Records["mytopic-0"][0];
        Assert.Equal(new byte[] { 104, 101, 0xC3, 0xA4 }, record.Header("headerKey"));
        Assert.Null(record.Header("other"));
        Assert.Null(new KafkaRecord().Header("any"));
        Assert.Equal(0, record.Partition);
        Assert.Equal([2], new KafkaRecord { Headers = [new() { ["a"] = [1] }, new() { ["a"] = [2] }, null!, new() { ["a"] = null! }] }.Header("a"));
    }

    [Fact]
    public void Data_is_read_as_a_type()
    {
        byte[] json = "{\"state\":\"up\"}"u8.ToArray();
        Assert.Equal("up", new KinesisRecord { Kinesis = new() { Data = json } }.ReadData(Json.Type<Sample.InstanceState>()).State);
        Assert.Equal("up", new KafkaRecord { Value = json }.ReadValue(Json.Type<Sample.InstanceState>()).State);
        Assert.Equal("up", new KafkaRecord { Key = json }.ReadKey(Json.Type<Sample.InstanceState>()).State);
        Assert.Equal("up", new RabbitMqMessage { Data = json }.ReadData(Json.Type<Sample.InstanceState>()).State);
        Assert.Equal("up", new ActiveMqMessage { Data = json }.ReadData(Json.Type<Sample.InstanceState>()).State);
        Assert.Throws<System.Text.Json.JsonException>(() => new KafkaRecord().ReadValue(Json.Type<Sample.InstanceState>()));
        Assert.Throws<System.Text.Json.JsonException>(() => new KinesisRecord().ReadData(Json.Type<Sample.InstanceState>()));
    }

    [Fact]
    public void A_Firehose_record_that_fails_is_answered_as_failed()
    {
        FirehoseEvent batch = Sample.Read<FirehoseEvent>("firehose-transformation");
        FirehoseResponse answer = batch.Transform(s_context, record => record.RecordId == "record1" ? record.Ok([1], new() { ["k"] = "v" }) : throw new InvalidOperationException());
        Assert.Equal([("record1", "Ok"), ("record2", "ProcessingFailed")], answer.Records.Select(r => (r.RecordId, r.Result)));
        Assert.Equal("v", answer.Records[0].Metadata!.PartitionKeys!["k"]);
        Assert.Equal("Hello World"u8.ToArray(), answer.Records[1].Data);
        Assert.Equal("Dropped", batch.Records[0].Dropped().Result);
    }

    private static KinesisRecord Kinesis(string number) => new() { Kinesis = new() { SequenceNumber = number } };
}

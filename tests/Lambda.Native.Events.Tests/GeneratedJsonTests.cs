using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Lambda.Native.Events.CompilerServices;

namespace Lambda.Native.Events.Tests;

/// <summary>JSON within events and of answers without anything to set up: the calls are bound by the generator, as in a function.</summary>
public sealed class GeneratedJsonTests
{
    internal sealed record Item(string Sku, int Count);

    internal readonly record struct Size(int Width, int Height);

    private const string Json = """{"sku":"é\"1","count":2}""";

    private static readonly Item s_item = new("é\"1", 2);

    private static byte[] Bytes => Encoding.UTF8.GetBytes(Json);

    private static string Base64 => Convert.ToBase64String(Bytes);

    [Fact]
    public void Every_place_is_read_that_an_event_has_JSON_in()
    {
        Assert.Equal(s_item, new SqsMessage { Body = Json }.ReadBody<Item>());
        Assert.Equal(s_item, new SnsMessage { Message = Json }.ReadMessage<Item>());
        Assert.Equal(s_item, new KinesisRecord { Kinesis = new() { Data = Bytes } }.ReadData<Item>());
        Assert.Equal(s_item, new FirehoseRecord { Data = Bytes }.ReadData<Item>());
        Assert.Equal(s_item, new ActiveMqMessage { Data = Bytes }.ReadData<Item>());
        Assert.Equal(s_item, new RabbitMqMessage { Data = Bytes }.ReadData<Item>());
        Assert.Equal(s_item, new KafkaRecord { Key = Bytes }.ReadKey<Item>());
        Assert.Equal(s_item, new KafkaRecord { Value = Bytes }.ReadValue<Item>());
        Assert.Equal(s_item, new ConfigEvent { InvokingEvent = Json }.ReadInvokingEvent<Item>());
        Assert.Equal(s_item, new ConfigEvent { RuleParameters = Json }.ReadRuleParameters<Item>());
        var pipeline = new CodePipelineEvent { Job = new() { Data = new() { ActionConfiguration = new() { Configuration = new() { ["UserParameters"] = Json } } } } };
        Assert.Equal(s_item, pipeline.ReadUserParameters<Item>());
    }

    [Fact]
    public void A_request_is_read_as_text_and_as_base64()
    {
        Assert.Equal(s_item, new HttpApiRequest { Body = Json }.ReadBody<Item>());
        Assert.Equal(s_item, new HttpApiRequest { Body = Base64, IsBase64Encoded = true }.ReadBody<Item>());
        Assert.Equal(s_item, new FunctionUrlRequest { Body = Base64, IsBase64Encoded = true }.ReadBody<Item>());
        Assert.Equal(s_item, new RestApiRequest { Body = Json }.ReadBody<Item>());
        Assert.Equal(s_item, new AlbRequest { Body = Base64, IsBase64Encoded = true }.ReadBody<Item>());
        Assert.Equal(s_item, new WebSocketRequest { Body = Json }.ReadBody<Item>());
        Assert.Throws<FormatException>(() => new HttpApiRequest { Body = "?", IsBase64Encoded = true }.ReadBody<Item>());
    }

    [Fact]
    public void Log_events_are_decompressed_and_read()
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(Sample.Read("cloudwatchlogs-data")));
        var payload = new CloudWatchLogsPayload { Data = zipped.ToArray() };
        Assert.Equal(payload.Decode(SampleContext.Default.CloudWatchLogsData).LogGroup, payload.Decode().LogGroup);
        Assert.Throws<InvalidDataException>(() => payload.Decode(limit: 10));
    }

    [Fact]
    public void Calls_are_bound_in_every_form()
    {
        SqsMessage? message = new() { Body = Json };
        Assert.Equal(s_item, message?.ReadBody<Item>());
        Assert.Equal(s_item, PayloadExtensions.ReadBody<Item>(message!));
        Assert.Equal([s_item, s_item], new[] { message!, message! }.Select(m => m.ReadBody<Item>()));
        Assert.Equal([s_item], new SqsMessage { Body = $"[{Json}]" }.ReadBody<List<Item>>());
        Assert.Equal(new Size(1, 2), new SqsMessage { Body = """{"width":1,"height":2}""" }.ReadBody<Size>());
        Assert.Equal("a", new SqsMessage { Body = """{"Message":"{\"sku\":\"a\",\"count\":1}"}""" }.ReadBody<SnsMessage>().ReadMessage<Item>().Sku);
        Assert.Equal("GET", new SqsMessage { Body = """{"detail-type":"x","detail":{"sku":"GET","count":1}}""" }.ReadBody<EventBridgeEvent<Item>>().Detail!.Sku);
    }

    [Theory]
    [InlineData("", "The body cannot be read.")]
    [InlineData("{", "at $, byte 1.")]
    [InlineData("null", "Expected Item at $, byte 0.")]
    [InlineData("""{"sku":"a","count":"x"}""", "at $.count, byte 19.")]
    [InlineData("""{"sku":"a","count":1} x""", "The body cannot be read.")]
    public void What_is_not_of_the_type_is_told_with_path_and_position(string body, string words)
    {
        var failure = Assert.Throws<JsonException>(() => new SqsMessage { Body = body }.ReadBody<Item>());
        Assert.Contains(words, failure.Message);
        Assert.StartsWith("The body cannot be read. ", failure.Message);
    }

    [Fact]
    public void Null_is_for_a_type_that_has_it()
    {
        Assert.Null(new SqsMessage { Body = "null" }.ReadBody<Item?>());
        Assert.Null(new SqsMessage { Body = "null" }.ReadBody<int?>());
    }

    [Fact]
    public void Values_are_answered_as_JSON()
    {
        HttpApiResponse answer = Http.Json(s_item);
        Assert.Equal((200, Json, false, "application/json"), (answer.StatusCode, answer.Body, answer.IsBase64Encoded, answer.Headers!["content-type"]));
        Assert.Equal((201, Json), (Http.Json(s_item, 201).StatusCode, Http.Json(s_item, 201).Body));
        Assert.Equal((418, Json), (Http.Json(statusCode: 418, value: s_item).StatusCode, Http.Json(statusCode: 418, value: s_item).Body));
        Assert.Equal((200, Json), (Http.Ok(s_item).StatusCode, Http.Ok(s_item).Body));
        HttpResult created = Http.Created("/items/é", s_item);
        Assert.Equal((201, Json, "/items/%C3%A9"), (created.StatusCode, created.Body, created.ToHttpApiResponse().Headers!["location"]));
        Assert.Equal("[1,2]", Http.Json(new[] { 1, 2 }).Body);
        Assert.Equal("null", Http.Json<Item?>(null).Body);
        Assert.Equal("\"text\"", Http.Json("text").Body);
        Assert.Throws<ArgumentOutOfRangeException>(() => Http.Json(s_item, 1000));
    }

    [Fact]
    public void Text_and_bytes_stay_what_they_were()
    {
        Assert.Equal(("text", "text/plain; charset=utf-8"), (Http.Ok("text").Body, Http.Ok("text").ToHttpApiResponse().Headers!["content-type"]));
        Assert.Equal("{}", Http.Json("{}"u8).Body);
        Assert.Equal("{}", Http.Json("{}"u8.ToArray(), 201).Body);
    }

    /// <summary>What the generator calls has to be there for every method that it replaces.</summary>
    [Fact]
    public void Every_method_has_its_counterpart()
    {
        MethodInfo[] methods = [.. typeof(Http).Assembly.GetExportedTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<GeneratedJsonAttribute>() is not null)];
        Assert.Equal(20, methods.Length);
        foreach (MethodInfo method in methods)
        {
            Type through = method.GetCustomAttribute<GeneratedJsonAttribute>()!.Through;
            Type[] parameters = [.. method.GetParameters().Select(p => p.ParameterType.IsGenericParameter ? typeof(System.Buffers.ArrayBufferWriter<byte>) : p.ParameterType)];
            MethodInfo? counterpart = through.GetMethod(method.Name, parameters);
            Assert.True(counterpart is not null, $"{through.Name}.{method.Name}({string.Join(", ", parameters.Select(p => p.Name))})");
            Assert.Equal(method.ReturnType == typeof(HttpResult) ? typeof(HttpResult) : typeof(PayloadText), counterpart.ReturnType);
        }
    }

    [Fact]
    public void Without_the_generator_a_call_says_what_is_missing()
    {
        MethodInfo method = typeof(PayloadExtensions).GetMethod(nameof(PayloadExtensions.ReadBody), [typeof(SqsMessage)])!.MakeGenericMethod(typeof(Item));
        var failure = Assert.Throws<TargetInvocationException>(() => method.Invoke(null, [new SqsMessage()]));
        Assert.Contains("Lambda.Native.Runtime", Assert.IsType<NotSupportedException>(failure.InnerException).Message);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lambda.Native.Events.CompilerServices;

namespace Lambda.Native.Events;

/// <summary>The JSON that events carry, as types of your own.</summary>
/// <remarks>
/// Each throws a <see cref="JsonException"/> where there is no JSON, other JSON than the type has, or null where the type is not nullable. Those without a
/// <see cref="JsonTypeInfo{T}"/> read by generated code: the type is to be known where the call stands, and not a type parameter.
/// </remarks>
public static class PayloadExtensions
{
    /// <summary>The body of a message as JSON; an <see cref="SnsMessage"/> where the queue subscribes to a topic without raw delivery, an
    /// <see cref="EventBridgeEvent{TDetail}"/> where it is the target of a rule.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadBody<T>(this SqsMessage message) => throw GeneratedJsonAttribute.Missing(nameof(ReadBody));

    /// <summary>The body of a message as JSON, by a JsonSerializerContext.</summary>
    public static T ReadBody<T>(this SqsMessage message, JsonTypeInfo<T> typeInfo) => Payload.Read(message.Body, typeInfo, Payload.Body);

    /// <summary>The message of a notification as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadMessage<T>(this SnsMessage notification) => throw GeneratedJsonAttribute.Missing(nameof(ReadMessage));

    /// <summary>The message of a notification as JSON, by a JsonSerializerContext.</summary>
    public static T ReadMessage<T>(this SnsMessage notification, JsonTypeInfo<T> typeInfo) => Payload.Read(notification.Message, typeInfo, Payload.Message);

    /// <summary>The data of a record as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadData<T>(this KinesisRecord record) => throw GeneratedJsonAttribute.Missing(nameof(ReadData));

    /// <summary>The data of a record as JSON, by a JsonSerializerContext.</summary>
    public static T ReadData<T>(this KinesisRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Kinesis.Data, typeInfo, Payload.Data);

    /// <summary>The data of a record as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadData<T>(this FirehoseRecord record) => throw GeneratedJsonAttribute.Missing(nameof(ReadData));

    /// <summary>The data of a record as JSON, by a JsonSerializerContext.</summary>
    public static T ReadData<T>(this FirehoseRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Data, typeInfo, Payload.Data);

    /// <summary>The data of a message as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadData<T>(this ActiveMqMessage message) => throw GeneratedJsonAttribute.Missing(nameof(ReadData));

    /// <summary>The data of a message as JSON, by a JsonSerializerContext.</summary>
    public static T ReadData<T>(this ActiveMqMessage message, JsonTypeInfo<T> typeInfo) => Payload.Read(message.Data, typeInfo, Payload.Data);

    /// <summary>The data of a message as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadData<T>(this RabbitMqMessage message) => throw GeneratedJsonAttribute.Missing(nameof(ReadData));

    /// <summary>The data of a message as JSON, by a JsonSerializerContext.</summary>
    public static T ReadData<T>(this RabbitMqMessage message, JsonTypeInfo<T> typeInfo) => Payload.Read(message.Data, typeInfo, Payload.Data);

    /// <summary>The key of a record as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadKey<T>(this KafkaRecord record) => throw GeneratedJsonAttribute.Missing(nameof(ReadKey));

    /// <summary>The key of a record as JSON, by a JsonSerializerContext.</summary>
    public static T ReadKey<T>(this KafkaRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Key, typeInfo, Payload.Key);

    /// <summary>The value of a record as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadValue<T>(this KafkaRecord record) => throw GeneratedJsonAttribute.Missing(nameof(ReadValue));

    /// <summary>The value of a record as JSON, by a JsonSerializerContext.</summary>
    public static T ReadValue<T>(this KafkaRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Value, typeInfo, Payload.Value);

    /// <summary>What made AWS Config call: a <see cref="ConfigInvokingEvent"/>, or a type of your own, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadInvokingEvent<T>(this ConfigEvent configEvent) => throw GeneratedJsonAttribute.Missing(nameof(ReadInvokingEvent));

    /// <summary>What made AWS Config call: a <see cref="ConfigInvokingEvent"/>, or a type of your own, by a JsonSerializerContext.</summary>
    public static T ReadInvokingEvent<T>(this ConfigEvent configEvent, JsonTypeInfo<T> typeInfo) => Payload.Read(configEvent.InvokingEvent, typeInfo, Payload.InvokingEvent);

    /// <summary>The parameters of the rule as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadRuleParameters<T>(this ConfigEvent configEvent) => throw GeneratedJsonAttribute.Missing(nameof(ReadRuleParameters));

    /// <summary>The parameters of the rule as JSON, by a JsonSerializerContext.</summary>
    public static T ReadRuleParameters<T>(this ConfigEvent configEvent, JsonTypeInfo<T> typeInfo) => Payload.Read(configEvent.RuleParameters, typeInfo, Payload.RuleParameters);

    /// <summary>The text the pipeline gives the function as JSON, by generated code.</summary>
    [GeneratedJson(typeof(JsonSource))]
    public static T ReadUserParameters<T>(this CodePipelineEvent pipelineEvent) => throw GeneratedJsonAttribute.Missing(nameof(ReadUserParameters));

    /// <summary>The text the pipeline gives the function as JSON, by a JsonSerializerContext.</summary>
    public static T ReadUserParameters<T>(this CodePipelineEvent pipelineEvent, JsonTypeInfo<T> typeInfo) =>
        Payload.Read(pipelineEvent.Job.Data.ActionConfiguration.UserParameters, typeInfo, Payload.UserParameters);
}

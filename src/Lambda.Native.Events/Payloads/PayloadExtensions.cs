using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Lambda.Native.Events;

/// <summary>The JSON that events carry, as types of your own.</summary>
/// <remarks>Each throws a <see cref="JsonException"/> where there is no JSON, other JSON than the type has, or null.</remarks>
public static class PayloadExtensions
{
    /// <summary>The body of a message as JSON; an <see cref="SnsMessage"/> where the queue subscribes to a topic without raw delivery, an
    /// <see cref="EventBridgeEvent{TDetail}"/> where it is the target of a rule.</summary>
    public static T ReadBody<T>(this SqsMessage message, JsonTypeInfo<T> typeInfo) => Payload.Read(message.Body, typeInfo, "body");

    /// <summary>The message of a notification as JSON.</summary>
    public static T ReadMessage<T>(this SnsMessage notification, JsonTypeInfo<T> typeInfo) => Payload.Read(notification.Message, typeInfo, "message");

    /// <summary>The data of a record as JSON.</summary>
    public static T ReadData<T>(this KinesisRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Kinesis.Data, typeInfo, "data");

    /// <summary>The data of a record as JSON.</summary>
    public static T ReadData<T>(this FirehoseRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Data, typeInfo, "data");

    /// <summary>The data of a message as JSON.</summary>
    public static T ReadData<T>(this ActiveMqMessage message, JsonTypeInfo<T> typeInfo) => Payload.Read(message.Data, typeInfo, "data");

    /// <summary>The data of a message as JSON.</summary>
    public static T ReadData<T>(this RabbitMqMessage message, JsonTypeInfo<T> typeInfo) => Payload.Read(message.Data, typeInfo, "data");

    /// <summary>The key of a record as JSON.</summary>
    public static T ReadKey<T>(this KafkaRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Key, typeInfo, "key");

    /// <summary>The value of a record as JSON.</summary>
    public static T ReadValue<T>(this KafkaRecord record, JsonTypeInfo<T> typeInfo) => Payload.Read(record.Value, typeInfo, "value");

    /// <summary>What made AWS Config call: a <see cref="ConfigInvokingEvent"/>, or a type of your own.</summary>
    public static T ReadInvokingEvent<T>(this ConfigEvent configEvent, JsonTypeInfo<T> typeInfo) => Payload.Read(configEvent.InvokingEvent, typeInfo, "invoking event");

    /// <summary>The parameters of the rule as JSON.</summary>
    public static T ReadRuleParameters<T>(this ConfigEvent configEvent, JsonTypeInfo<T> typeInfo) => Payload.Read(configEvent.RuleParameters, typeInfo, "rule's parameters");

    /// <summary>The text the pipeline gives the function as JSON.</summary>
    public static T ReadUserParameters<T>(this CodePipelineEvent pipelineEvent, JsonTypeInfo<T> typeInfo) =>
        Payload.Read(pipelineEvent.Job.Data.ActionConfiguration.UserParameters, typeInfo, "user parameters");
}

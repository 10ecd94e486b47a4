using System.ComponentModel;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>Where the JSON is that the methods of the same names read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonSource
{
    /// <inheritdoc cref="HttpApiRequestExtensions"/>
    public static PayloadText ReadBody(HttpApiRequest request) => RequestBody.Json(request.Body, request.IsBase64Encoded);

    /// <inheritdoc cref="FunctionUrlRequestExtensions"/>
    public static PayloadText ReadBody(FunctionUrlRequest request) => RequestBody.Json(request.Body, request.IsBase64Encoded);

    /// <inheritdoc cref="RestApiRequestExtensions"/>
    public static PayloadText ReadBody(RestApiRequest request) => RequestBody.Json(request.Body, request.IsBase64Encoded);

    /// <inheritdoc cref="AlbRequestExtensions"/>
    public static PayloadText ReadBody(AlbRequest request) => RequestBody.Json(request.Body, request.IsBase64Encoded);

    /// <inheritdoc cref="WebSocketRequestExtensions"/>
    public static PayloadText ReadBody(WebSocketRequest request) => RequestBody.Json(request.Body, request.IsBase64Encoded);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadBody(SqsMessage message) => new(message.Body, Payload.Body);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadMessage(SnsMessage notification) => new(notification.Message, Payload.Message);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadData(KinesisRecord record) => new(record.Kinesis.Data, Payload.Data);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadData(FirehoseRecord record) => new(record.Data, Payload.Data);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadData(ActiveMqMessage message) => new(message.Data, Payload.Data);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadData(RabbitMqMessage message) => new(message.Data, Payload.Data);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadKey(KafkaRecord record) => new(record.Key, Payload.Key);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadValue(KafkaRecord record) => new(record.Value, Payload.Value);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadInvokingEvent(ConfigEvent configEvent) => new(configEvent.InvokingEvent, Payload.InvokingEvent);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadRuleParameters(ConfigEvent configEvent) => new(configEvent.RuleParameters, Payload.RuleParameters);

    /// <inheritdoc cref="PayloadExtensions"/>
    public static PayloadText ReadUserParameters(CodePipelineEvent pipelineEvent) => new(pipelineEvent.Job.Data.ActionConfiguration.UserParameters, Payload.UserParameters);

    /// <inheritdoc cref="CloudWatchLogsExtensions"/>
    public static PayloadText Decode(CloudWatchLogsPayload payload, int limit) => new(CloudWatchLogsExtensions.Decompress(payload, limit), Payload.LogEvents);
}

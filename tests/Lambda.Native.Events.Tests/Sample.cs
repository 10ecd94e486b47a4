using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events.Tests;

/// <summary>The samples by file, each with the type that takes it. What a type leaves open is filled in by the types below.</summary>
internal static class Sample
{
    public static readonly IReadOnlyDictionary<string, Type> Types = new SortedDictionary<string, Type>(StringComparer.Ordinal)
    {
        ["alb-request"] = typeof(AlbRequest),
        ["alb-request-multi-value"] = typeof(AlbRequest),
        ["alb-response"] = typeof(AlbResponse),
        ["alb-response-multi-value"] = typeof(AlbResponse),
        ["apigateway-http-request"] = typeof(HttpApiRequest),
        ["apigateway-http-request-lambda-authorizer"] = typeof(HttpApiRequest),
        ["apigateway-http-response"] = typeof(HttpApiResponse),
        ["apigateway-rest-request"] = typeof(RestApiRequest),
        ["apigateway-rest-request-1.0"] = typeof(RestApiRequest),
        ["apigateway-rest-response"] = typeof(RestApiResponse),
        ["apigateway-websocket-connect"] = typeof(WebSocketRequest),
        ["apigateway-websocket-disconnect"] = typeof(WebSocketRequest),
        ["apigateway-websocket-message"] = typeof(WebSocketRequest),
        ["apigateway-websocket-response"] = typeof(WebSocketResponse),
        ["authorizer-http-request"] = typeof(HttpAuthorizerRequest),
        ["authorizer-policy-response"] = typeof(PolicyAuthorizerResponse),
        ["authorizer-policy-response-2.0"] = typeof(PolicyAuthorizerResponse<JsonElement>),
        ["authorizer-rest-request"] = typeof(RestAuthorizerRequest),
        ["authorizer-rest-request-1.0"] = typeof(RestAuthorizerRequest),
        ["authorizer-simple-response"] = typeof(SimpleAuthorizerResponse),
        ["authorizer-token-request"] = typeof(TokenAuthorizerRequest),
        ["cloudformation-create"] = typeof(CustomResourceEvent<Dictionary<string, string>>),
        ["cloudformation-response"] = typeof(CustomResourceResponse),
        ["cloudformation-update"] = typeof(CustomResourceEvent<JsonElement?>),
        ["cloudwatchlogs-data"] = typeof(CloudWatchLogsData),
        ["cloudwatchlogs-subscription"] = typeof(CloudWatchLogsEvent),
        ["codepipeline-job"] = typeof(CodePipelineEvent),
        ["cognito-create-auth-challenge"] = typeof(CognitoCreateAuthChallengeEvent),
        ["cognito-custom-email-sender"] = typeof(CognitoCustomSenderEvent),
        ["cognito-custom-message"] = typeof(CognitoCustomMessageEvent),
        ["cognito-define-auth-challenge"] = typeof(CognitoDefineAuthChallengeEvent),
        ["cognito-post-authentication"] = typeof(CognitoPostAuthenticationEvent),
        ["cognito-post-confirmation"] = typeof(CognitoPostConfirmationEvent),
        ["cognito-pre-authentication"] = typeof(CognitoPreAuthenticationEvent),
        ["cognito-pre-sign-up"] = typeof(CognitoPreSignUpEvent),
        ["cognito-pre-token-generation"] = typeof(CognitoPreTokenGenerationEvent),
        ["cognito-pre-token-generation-v2"] = typeof(CognitoPreTokenGenerationV2Event),
        ["cognito-user-migration"] = typeof(CognitoUserMigrationEvent),
        ["cognito-verify-auth-challenge"] = typeof(CognitoVerifyAuthChallengeEvent),
        ["config-invoking-event"] = typeof(ConfigInvokingEvent),
        ["config-invoking-event-scheduled"] = typeof(ConfigInvokingEvent),
        ["config-rule"] = typeof(ConfigEvent),
        ["connect-flow"] = typeof(ConnectEvent),
        ["dynamodb-attribute-values"] = typeof(DynamoDbEvent),
        ["dynamodb-stream"] = typeof(DynamoDbEvent),
        ["dynamodb-time-window"] = typeof(DynamoDbTimeWindowEvent<Dictionary<string, string>>),
        ["dynamodb-ttl-delete"] = typeof(DynamoDbEvent),
        ["eventbridge-ec2-state"] = typeof(EventBridgeEvent<InstanceState>),
        ["eventbridge-rule-schedule"] = typeof(EventBridgeEvent<JsonElement>),
        ["eventbridge-scheduler"] = typeof(SchedulerEvent),
        ["firehose-response"] = typeof(FirehoseResponse),
        ["firehose-transformation"] = typeof(FirehoseEvent),
        ["functionurl-request"] = typeof(FunctionUrlRequest),
        ["functionurl-response"] = typeof(FunctionUrlResponse),
        ["iot-authorizer-request"] = typeof(IotAuthorizerRequest),
        ["iot-authorizer-response"] = typeof(IotAuthorizerResponse),
        ["iot-button"] = typeof(IotButtonEvent),
        ["iot-provisioning-hook"] = typeof(IotProvisioningHookEvent),
        ["iot-provisioning-hook-response"] = typeof(IotProvisioningHookResponse),
        ["kafka-msk"] = typeof(KafkaEvent),
        ["kafka-self-managed"] = typeof(KafkaEvent),
        ["kinesis-stream"] = typeof(KinesisEvent),
        ["kinesis-time-window"] = typeof(KinesisTimeWindowEvent<Dictionary<string, int>>),
        ["kinesis-time-window-response"] = typeof(StreamTimeWindowResponse<Dictionary<string, int>>),
        ["lexv2-request"] = typeof(LexV2Event),
        ["lexv2-response"] = typeof(LexV2Response),
        ["mq-activemq"] = typeof(ActiveMqEvent),
        ["mq-rabbitmq"] = typeof(RabbitMqEvent),
        ["s3-eventbridge-object-created"] = typeof(EventBridgeEvent<S3ObjectDetail>),
        ["s3-put"] = typeof(S3Event),
        ["s3-restore-completed"] = typeof(S3Event),
        ["ses-disposition"] = typeof(SesDisposition),
        ["ses-receipt"] = typeof(SesEvent),
        ["sns-notification"] = typeof(SnsEvent),
        ["sqs-batch-response"] = typeof(SqsBatchResponse),
        ["sqs-fifo"] = typeof(SqsEvent),
        ["sqs-standard"] = typeof(SqsEvent),
        ["stepfunctions-context"] = typeof(StepFunctionsContext),
        ["stepfunctions-task"] = typeof(StepFunctionsTask<Dictionary<string, string>>),
        ["stream-batch-response"] = typeof(StreamBatchResponse),
    };

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Samples");

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".json"));

    public static T Read<T>(string name) => JsonSerializer.Deserialize<T>(Read(name), Json.Web)!;

    public sealed class InstanceState
    {
        [JsonPropertyName("instance-id")]
        public string InstanceId { get; init; } = "";

        [JsonPropertyName("state")]
        public string State { get; init; } = "";
    }
}

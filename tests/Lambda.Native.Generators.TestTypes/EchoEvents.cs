using System.Text.Json;
using Lambda.Native.Events;

namespace Lambda.Native.Generators.TestTypes;

/// <summary>The same for the types of AWS's events.</summary>
public static partial class Echo
{
    [LambdaFunction]
    public static ActiveMqEvent? AwsActiveMqEvent(ActiveMqEvent? value) => Keep(value);

    [LambdaFunction]
    public static AlbRequest? AwsAlbRequest(AlbRequest? value) => Keep(value);

    [LambdaFunction]
    public static AlbResponse? AwsAlbResponse(AlbResponse? value) => Keep(value);

    [LambdaFunction]
    public static CloudWatchLogsData? AwsCloudWatchLogsData(CloudWatchLogsData? value) => Keep(value);

    [LambdaFunction]
    public static CloudWatchLogsEvent? AwsCloudWatchLogsEvent(CloudWatchLogsEvent? value) => Keep(value);

    [LambdaFunction]
    public static CodePipelineEvent? AwsCodePipelineEvent(CodePipelineEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoCreateAuthChallengeEvent? AwsCognitoCreateAuthChallengeEvent(CognitoCreateAuthChallengeEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoCustomMessageEvent? AwsCognitoCustomMessageEvent(CognitoCustomMessageEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoCustomSenderEvent? AwsCognitoCustomSenderEvent(CognitoCustomSenderEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoDefineAuthChallengeEvent? AwsCognitoDefineAuthChallengeEvent(CognitoDefineAuthChallengeEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoPostAuthenticationEvent? AwsCognitoPostAuthenticationEvent(CognitoPostAuthenticationEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoPostConfirmationEvent? AwsCognitoPostConfirmationEvent(CognitoPostConfirmationEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoPreAuthenticationEvent? AwsCognitoPreAuthenticationEvent(CognitoPreAuthenticationEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoPreSignUpEvent? AwsCognitoPreSignUpEvent(CognitoPreSignUpEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoPreTokenGenerationEvent? AwsCognitoPreTokenGenerationEvent(CognitoPreTokenGenerationEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoPreTokenGenerationV2Event? AwsCognitoPreTokenGenerationV2Event(CognitoPreTokenGenerationV2Event? value) => Keep(value);

    [LambdaFunction]
    public static CognitoUserMigrationEvent? AwsCognitoUserMigrationEvent(CognitoUserMigrationEvent? value) => Keep(value);

    [LambdaFunction]
    public static CognitoVerifyAuthChallengeEvent? AwsCognitoVerifyAuthChallengeEvent(CognitoVerifyAuthChallengeEvent? value) => Keep(value);

    [LambdaFunction]
    public static ConfigEvent? AwsConfigEvent(ConfigEvent? value) => Keep(value);

    [LambdaFunction]
    public static ConfigInvokingEvent? AwsConfigInvokingEvent(ConfigInvokingEvent? value) => Keep(value);

    [LambdaFunction]
    public static ConnectEvent? AwsConnectEvent(ConnectEvent? value) => Keep(value);

    [LambdaFunction]
    public static CustomResourceEvent<Dictionary<string, string>>? AwsCustomResourceEventOfDictionaryOfstringstring(CustomResourceEvent<Dictionary<string, string>>? value) => Keep(value);

    [LambdaFunction]
    public static CustomResourceEvent<JsonElement?>? AwsCustomResourceEventOfJsonElementOrNull(CustomResourceEvent<JsonElement?>? value) => Keep(value);

    [LambdaFunction]
    public static CustomResourceResponse? AwsCustomResourceResponse(CustomResourceResponse? value) => Keep(value);

    [LambdaFunction]
    public static DynamoDbEvent? AwsDynamoDbEvent(DynamoDbEvent? value) => Keep(value);

    [LambdaFunction]
    public static DynamoDbTimeWindowEvent<Dictionary<string, string>>? AwsDynamoDbTimeWindowEventOfDictionaryOfstringstring(DynamoDbTimeWindowEvent<Dictionary<string, string>>? value) => Keep(value);

    [LambdaFunction]
    public static EventBridgeEvent<JsonElement>? AwsEventBridgeEventOfJsonElement(EventBridgeEvent<JsonElement>? value) => Keep(value);

    [LambdaFunction]
    public static EventBridgeEvent<S3ObjectDetail>? AwsEventBridgeEventOfS3ObjectDetail(EventBridgeEvent<S3ObjectDetail>? value) => Keep(value);

    [LambdaFunction]
    public static FirehoseEvent? AwsFirehoseEvent(FirehoseEvent? value) => Keep(value);

    [LambdaFunction]
    public static FirehoseResponse? AwsFirehoseResponse(FirehoseResponse? value) => Keep(value);

    [LambdaFunction]
    public static FunctionUrlRequest? AwsFunctionUrlRequest(FunctionUrlRequest? value) => Keep(value);

    [LambdaFunction]
    public static FunctionUrlResponse? AwsFunctionUrlResponse(FunctionUrlResponse? value) => Keep(value);

    [LambdaFunction]
    public static HttpApiRequest? AwsHttpApiRequest(HttpApiRequest? value) => Keep(value);

    [LambdaFunction]
    public static HttpApiResponse? AwsHttpApiResponse(HttpApiResponse? value) => Keep(value);

    [LambdaFunction]
    public static HttpAuthorizerRequest? AwsHttpAuthorizerRequest(HttpAuthorizerRequest? value) => Keep(value);

    [LambdaFunction]
    public static IotAuthorizerRequest? AwsIotAuthorizerRequest(IotAuthorizerRequest? value) => Keep(value);

    [LambdaFunction]
    public static IotAuthorizerResponse? AwsIotAuthorizerResponse(IotAuthorizerResponse? value) => Keep(value);

    [LambdaFunction]
    public static IotButtonEvent? AwsIotButtonEvent(IotButtonEvent? value) => Keep(value);

    [LambdaFunction]
    public static IotProvisioningHookEvent? AwsIotProvisioningHookEvent(IotProvisioningHookEvent? value) => Keep(value);

    [LambdaFunction]
    public static IotProvisioningHookResponse? AwsIotProvisioningHookResponse(IotProvisioningHookResponse? value) => Keep(value);

    [LambdaFunction]
    public static KafkaEvent? AwsKafkaEvent(KafkaEvent? value) => Keep(value);

    [LambdaFunction]
    public static KinesisEvent? AwsKinesisEvent(KinesisEvent? value) => Keep(value);

    [LambdaFunction]
    public static KinesisTimeWindowEvent<Dictionary<string, int>>? AwsKinesisTimeWindowEventOfDictionaryOfstringint(KinesisTimeWindowEvent<Dictionary<string, int>>? value) => Keep(value);

    [LambdaFunction]
    public static LexV2Event? AwsLexV2Event(LexV2Event? value) => Keep(value);

    [LambdaFunction]
    public static LexV2Response? AwsLexV2Response(LexV2Response? value) => Keep(value);

    [LambdaFunction]
    public static PolicyAuthorizerResponse? AwsPolicyAuthorizerResponse(PolicyAuthorizerResponse? value) => Keep(value);

    [LambdaFunction]
    public static PolicyAuthorizerResponse<JsonElement>? AwsPolicyAuthorizerResponseOfJsonElement(PolicyAuthorizerResponse<JsonElement>? value) => Keep(value);

    [LambdaFunction]
    public static RabbitMqEvent? AwsRabbitMqEvent(RabbitMqEvent? value) => Keep(value);

    [LambdaFunction]
    public static RestApiRequest? AwsRestApiRequest(RestApiRequest? value) => Keep(value);

    [LambdaFunction]
    public static RestApiResponse? AwsRestApiResponse(RestApiResponse? value) => Keep(value);

    [LambdaFunction]
    public static RestAuthorizerRequest? AwsRestAuthorizerRequest(RestAuthorizerRequest? value) => Keep(value);

    [LambdaFunction]
    public static S3Event? AwsS3Event(S3Event? value) => Keep(value);

    [LambdaFunction]
    public static SchedulerEvent? AwsSchedulerEvent(SchedulerEvent? value) => Keep(value);

    [LambdaFunction]
    public static SesDisposition? AwsSesDisposition(SesDisposition? value) => Keep(value);

    [LambdaFunction]
    public static SesEvent? AwsSesEvent(SesEvent? value) => Keep(value);

    [LambdaFunction]
    public static SimpleAuthorizerResponse? AwsSimpleAuthorizerResponse(SimpleAuthorizerResponse? value) => Keep(value);

    [LambdaFunction]
    public static SnsEvent? AwsSnsEvent(SnsEvent? value) => Keep(value);

    [LambdaFunction]
    public static SqsBatchResponse? AwsSqsBatchResponse(SqsBatchResponse? value) => Keep(value);

    [LambdaFunction]
    public static SqsEvent? AwsSqsEvent(SqsEvent? value) => Keep(value);

    [LambdaFunction]
    public static StepFunctionsContext? AwsStepFunctionsContext(StepFunctionsContext? value) => Keep(value);

    [LambdaFunction]
    public static StepFunctionsTask<Dictionary<string, string>>? AwsStepFunctionsTaskOfDictionaryOfstringstring(StepFunctionsTask<Dictionary<string, string>>? value) => Keep(value);

    [LambdaFunction]
    public static StreamBatchResponse? AwsStreamBatchResponse(StreamBatchResponse? value) => Keep(value);

    [LambdaFunction]
    public static StreamTimeWindowResponse<Dictionary<string, int>>? AwsStreamTimeWindowResponseOfDictionaryOfstringint(StreamTimeWindowResponse<Dictionary<string, int>>? value) => Keep(value);

    [LambdaFunction]
    public static TokenAuthorizerRequest? AwsTokenAuthorizerRequest(TokenAuthorizerRequest? value) => Keep(value);

    [LambdaFunction]
    public static WebSocketRequest? AwsWebSocketRequest(WebSocketRequest? value) => Keep(value);

    [LambdaFunction]
    public static WebSocketResponse? AwsWebSocketResponse(WebSocketResponse? value) => Keep(value);
}

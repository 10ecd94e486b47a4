using System.Text.Json;

namespace Lambda.Native.Events.Tests;

/// <summary>What the types of one service do beyond carrying JSON.</summary>
public sealed class ServiceTests
{
    [Theory]
    [InlineData("HappyFace.jpg", "HappyFace.jpg")]
    [InlineData("red+flower.jpg", "red flower.jpg")]
    [InlineData("a%2Bb/%C3%BC%25", "a+b/ü%")]
    [InlineData("%", "%")]
    public void The_key_of_an_S3_object_is_decoded(string key, string decoded) => Assert.Equal(decoded, new S3Object { Key = key }.DecodedKey);

    [Fact]
    public void A_policy_allows_and_denies()
    {
        IamPolicy policy = IamPolicy.Allow("execute-api:Invoke", "arn:1", "arn:2");
        Assert.Equal([("Allow", "execute-api:Invoke", "arn:1"), ("Allow", "execute-api:Invoke", "arn:2")], policy.Statements.Select(s => (s.Effect, s.Action, s.Resource)));
        Assert.Equal("Deny", Assert.Single(IamPolicy.Deny("*", "*").Statements).Effect);
        var answer = new PolicyAuthorizerResponse { PrincipalId = "user", PolicyDocument = policy, Context = new() { ["tenant"] = "blue" } };
        Assert.StartsWith("""{"principalId":"user","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow",""", JsonSerializer.Serialize(answer, Json.Web));
    }

    [Fact]
    public void The_context_of_a_Lambda_authorizer_is_what_the_claims_are_not()
    {
        RestApiAuthorizer authorizer = Sample.Read<RestApiRequest>("apigateway-rest-request").RequestContext.Authorizer!;
        Assert.Equal(("user", 32, "jane@example.com"), (authorizer.PrincipalId, authorizer.IntegrationLatency, authorizer.Claims!["email"]));
        Assert.Equal("blue", Assert.Single(authorizer.Context!).Value.GetString());
    }

    [Fact]
    public void A_Cognito_trigger_fills_in_its_response_and_returns_the_event()
    {
        const string Asked = """{"version":"1","triggerSource":"PreSignUp_SignUp","userName":"jane","request":{"userAttributes":{"email":"jane@example.com"}},"response":{}}""";
        CognitoPreSignUpEvent trigger = JsonSerializer.Deserialize(Asked, Json.Type<CognitoPreSignUpEvent>())!;
        trigger.Response.AutoConfirmUser = true;
        using JsonDocument answer = JsonDocument.Parse(JsonSerializer.Serialize(trigger, Json.Web));
        Assert.True(answer.RootElement.GetProperty("response").GetProperty("autoConfirmUser").GetBoolean());
        Assert.Equal("jane@example.com", answer.RootElement.GetProperty("request").GetProperty("userAttributes").GetProperty("email").GetString());
    }

    [Fact]
    public void Text_within_the_events_of_Config_and_CodePipeline_is_read_as_types()
    {
        ConfigEvent config = Sample.Read<ConfigEvent>("config-rule");
        Assert.Equal("i-00000000", config.ReadInvokingEvent(Json.Type<ConfigInvokingEvent>()).ConfigurationItem!.ResourceId);
        Assert.Equal("myParameterValue", config.ReadRuleParameters(Json.Type<Dictionary<string, string>>())["myParameterKey"]);
        Assert.Equal("VALUE", Sample.Read<CodePipelineEvent>("codepipeline-job").ReadUserParameters(Json.Type<Dictionary<string, string>>())["KEY"]);
        Assert.Throws<JsonException>(() => new CodePipelineEvent().ReadUserParameters(Json.Type<Dictionary<string, string>>()));
    }

    [Fact]
    public void A_state_may_be_of_a_value_type()
    {
        KinesisTimeWindowEvent<Count> window = JsonSerializer.Deserialize("""{"Records":[],"state":{"n":3}}""", Json.Type<KinesisTimeWindowEvent<Count>>())!;
        Assert.Equal("""{"state":{"n":4}}""", JsonSerializer.Serialize(new StreamTimeWindowResponse<Count> { State = new(window.State.N + 1) }, Json.Web));
        Assert.Equal("""{"state":{"n":0}}""", JsonSerializer.Serialize(new StreamTimeWindowResponse<Count>(), Json.Web));
    }

    public readonly record struct Count(int N);
}

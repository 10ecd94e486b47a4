using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Payload format 1.0, of REST APIs and, with a version, of HTTP APIs: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html.</summary>
internal static class Format1Event
{
    private const string ApiId = "localapi00";

    internal static void Write(Utf8JsonWriter json, FrontRequest request, FrontOptions options, string requestId)
    {
        bool isRest = options.Kind == FrontKind.RestApi;
        string stage = options.Stage ?? (isRest ? "prod" : "$default");
        string path = isRest ? request.RawPath : FrontEvent.HttpApiPath(request, stage);
        string resource = !isRest ? path : path == "/" ? "/" : "/{proxy+}";
        json.WriteStartObject();
        if (!isRest)
            json.WriteString("version", "1.0");
        json.WriteString("resource", resource);
        json.WriteString("path", path);
        json.WriteString("httpMethod", request.Method);
        FrontEvent.WriteLast(json, "headers", FrontEvent.WithForwarded(request), lowerCase: !isRest);
        FrontEvent.WriteAll(json, "multiValueHeaders", FrontEvent.WithForwarded(request), lowerCase: !isRest);
        List<KeyValuePair<string, List<string>>> query = request.Query(decoded: true);
        if (query.Count > 0)
        {
            FrontEvent.WriteLast(json, "queryStringParameters", query);
            FrontEvent.WriteAll(json, "multiValueQueryStringParameters", query);
        }
        else
        {
            json.WriteNull("queryStringParameters");
            json.WriteNull("multiValueQueryStringParameters");
        }
        WriteContext(json, request, options, requestId, resource, isRest ? $"/{stage}{path}" : path, stage);
        if (resource == "/{proxy+}")
        {
            json.WriteStartObject("pathParameters");
            json.WriteString("proxy", path[1..]);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("pathParameters");
        }
        json.WriteNull("stageVariables");
        bool isBinary = request.Body.Length > 0 && EventBody.IsBinary(request, options);
        if (request.Body.Length > 0)
            EventBody.Write(json, request, isBinary);
        else
            json.WriteNull("body");
        json.WriteBoolean("isBase64Encoded", isBinary);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, FrontRequest request, FrontOptions options, string requestId, string resource, string path, string stage)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", FrontIds.Account);
        json.WriteString("apiId", ApiId);
        json.WriteString("domainName", $"{ApiId}.execute-api.{options.Region}.amazonaws.com");
        json.WriteString("domainPrefix", ApiId);
        json.WriteString("extendedRequestId", FrontIds.NewExtended());
        json.WriteString("httpMethod", request.Method);
        json.WriteStartObject("identity");
        foreach (string nobody in (ReadOnlySpan<string>)["accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId"])
            json.WriteNull(nobody);
        json.WriteString("sourceIp", request.SourceIp);
        json.WriteNull("user");
        json.WriteString("userAgent", request.UserAgent);
        json.WriteNull("userArn");
        json.WriteEndObject();
        json.WriteString("path", path);
        json.WriteString("protocol", request.Protocol);
        json.WriteString("requestId", requestId);
        json.WriteString("requestTime", request.TimeText);
        json.WriteNumber("requestTimeEpoch", request.Time.ToUnixTimeMilliseconds());
        json.WriteString("resourceId", "local0");
        json.WriteString("resourcePath", resource);
        json.WriteString("stage", stage);
        json.WriteEndObject();
    }
}

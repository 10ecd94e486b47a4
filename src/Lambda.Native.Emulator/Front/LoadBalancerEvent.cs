using System.Globalization;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>The event of an Application Load Balancer: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html. Path and query stay encoded.</summary>
internal static class LoadBalancerEvent
{
    internal static void Write(Utf8JsonWriter json, FrontRequest request, FrontOptions options)
    {
        bool isMulti = options.Kind == FrontKind.LoadBalancerMultiValue;
        json.WriteStartObject();
        json.WriteStartObject("requestContext");
        json.WriteStartObject("elb");
        json.WriteString("targetGroupArn", $"arn:aws:elasticloadbalancing:{options.Region}:{FrontIds.Account}:targetgroup/local/0000000000000000");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("httpMethod", request.Method);
        json.WriteString("path", request.RawPath);
        List<KeyValuePair<string, List<string>>> query = request.Query(decoded: false);
        IEnumerable<KeyValuePair<string, List<string>>> headers = FrontEvent.WithForwarded(request);
        if (request.Body.Length > 0)
            headers = headers.Append(new("content-length", [request.Body.Length.ToString(CultureInfo.InvariantCulture)]));
        if (isMulti)
        {
            FrontEvent.WriteAll(json, "multiValueQueryStringParameters", query);
            FrontEvent.WriteAll(json, "multiValueHeaders", headers, lowerCase: true);
        }
        else
        {
            FrontEvent.WriteLast(json, "queryStringParameters", query);
            FrontEvent.WriteLast(json, "headers", headers, lowerCase: true);
        }
        bool isBinary = request.Body.Length > 0 && EventBody.IsBinary(request, options);
        EventBody.Write(json, request, isBinary);
        json.WriteBoolean("isBase64Encoded", isBinary);
        json.WriteEndObject();
    }
}

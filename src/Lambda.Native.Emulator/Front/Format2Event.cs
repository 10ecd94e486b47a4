using System.Globalization;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Payload format 2.0, of HTTP APIs and function URLs: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html,
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html.</summary>
internal static class Format2Event
{
    private const string ApiId = "localapi00";
    private const string UrlId = "localurl00000000000000000000000000";

    internal static void Write(Utf8JsonWriter json, FrontRequest request, FrontOptions options, string requestId)
    {
        bool isUrl = options.Kind == FrontKind.FunctionUrl;
        string stage = isUrl ? "$default" : options.Stage ?? "$default";
        string path = isUrl ? Uri.UnescapeDataString(request.RawPath) : FrontEvent.HttpApiPath(request, stage);
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("routeKey", "$default");
        json.WriteString("rawPath", isUrl ? request.RawPath : path);
        json.WriteString("rawQueryString", request.RawQuery);
        if (request.Cookies.Any())
        {
            json.WriteStartArray("cookies");
            foreach (string cookie in request.Cookies)
                json.WriteStringValue(cookie);
            json.WriteEndArray();
        }
        FrontEvent.WriteJoined(json, "headers", Headers(request, isUrl), lowerCase: true);
        List<KeyValuePair<string, List<string>>> query = request.Query(decoded: true);
        if (query.Count > 0)
            FrontEvent.WriteJoined(json, "queryStringParameters", query);
        WriteContext(json, request, options, requestId, path, stage, isUrl);
        bool isBinary = false;
        if (request.Body.Length > 0)
        {
            isBinary = EventBody.IsBinary(request, options);
            EventBody.Write(json, request, isBinary);
        }
        json.WriteBoolean("isBase64Encoded", isBinary);
        json.WriteEndObject();
    }

    private static IEnumerable<KeyValuePair<string, List<string>>> Headers(FrontRequest request, bool isUrl)
    {
        foreach (KeyValuePair<string, List<string>> header in FrontEvent.WithForwarded(request))
        {
            // A function URL has them among its headers as well; observed.
            if (isUrl || !header.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
                yield return header;
        }
        if (!isUrl || request.Body.Length > 0)
            yield return new("content-length", [request.Body.Length.ToString(CultureInfo.InvariantCulture)]);
    }

    private static void WriteContext(Utf8JsonWriter json, FrontRequest request, FrontOptions options, string requestId, string path, string stage, bool isUrl)
    {
        string id = isUrl ? UrlId : ApiId;
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", isUrl ? "anonymous" : FrontIds.Account);
        json.WriteString("apiId", id);
        // Functions tell fronts apart by it, so it is the service's; the host of the request is among the headers.
        json.WriteString("domainName", isUrl ? $"{id}.lambda-url.{options.Region}.on.aws" : $"{id}.execute-api.{options.Region}.amazonaws.com");
        json.WriteString("domainPrefix", id);
        json.WriteStartObject("http");
        json.WriteString("method", request.Method);
        json.WriteString("path", path);
        json.WriteString("protocol", request.Protocol);
        json.WriteString("sourceIp", request.SourceIp);
        json.WriteString("userAgent", request.UserAgent);
        json.WriteEndObject();
        json.WriteString("requestId", requestId);
        json.WriteString("routeKey", "$default");
        json.WriteString("stage", stage);
        json.WriteString("time", request.TimeText);
        json.WriteNumber("timeEpoch", request.Time.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }
}

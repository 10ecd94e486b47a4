using System.Text;
using System.Text.Json.Nodes;

namespace Lambda.Native.Events.Tests.Routing;

/// <summary>Who sends the request, and in which form.</summary>
public enum Front
{
    HttpApi,
    HttpApiFormat1,
    FunctionUrl,
    RestApi,
    LoadBalancer,
    LoadBalancerMultiValue,
}

/// <summary>A client's request, made to an event as a front makes it.</summary>
internal sealed partial record HttpCall(string Method, string Target)
{
    internal static readonly Front[] Fronts = Enum.GetValues<Front>();

    internal (string Name, string Value)[] Headers { get; init; } = [];

    internal byte[] Body { get; init; } = [];

    internal bool IsBase64 { get; init; }

    internal string Stage { get; init; } = "$default";

    private string Path => Target.Split('?')[0];

    private string Query => Target.Contains('?') ? Target[(Target.IndexOf('?') + 1)..] : "";

    internal static HttpCall Get(string target, params (string Name, string Value)[] headers) => new("GET", target) { Headers = headers };

    internal static HttpCall Post(string target, string body, string? contentType = "application/json") => new("POST", target)
    {
        Body = Encoding.UTF8.GetBytes(body),
        Headers = contentType is null ? [] : [("Content-Type", contentType)],
    };

    internal JsonObject ToEvent(Front front)
    {
        var e = new JsonObject { ["isBase64Encoded"] = IsBase64 };
        if (Body.Length > 0)
            e["body"] = IsBase64 ? Convert.ToBase64String(Body) : Encoding.UTF8.GetString(Body);
        (string Name, string Value)[] query = [.. Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => (p[0], p.Length > 1 ? p[1] : ""))];
        (string Name, string Value)[] decoded = [.. query.Select(p => (Decode(p.Name), Decode(p.Value)))];
        string prefix = Stage == "$default" ? "" : "/" + Stage;
        switch (front)
        {
            case Front.HttpApi or Front.FunctionUrl:
                e["version"] = "2.0";
                e["rawPath"] = front == Front.HttpApi ? prefix + Uri.UnescapeDataString(Path) : Path;
                e["rawQueryString"] = Query;
                e["headers"] = Joined(Headers.Where(h => h.Name != "Cookie").Select(h => (h.Name.ToLowerInvariant(), h.Value)));
                if (Headers.Any(h => h.Name == "Cookie"))
                    e["cookies"] = new JsonArray([.. Headers.Where(h => h.Name == "Cookie").SelectMany(h => h.Value.Split("; ")).Select(c => JsonValue.Create(c))]);
                e["queryStringParameters"] = decoded.Length == 0 ? null : Joined(decoded);
                e["requestContext"] = new JsonObject
                {
                    ["domainName"] = front == Front.HttpApi ? "id.execute-api.eu-west-1.amazonaws.com" : "id.lambda-url.eu-west-1.on.aws",
                    ["http"] = new JsonObject { ["path"] = Path, ["method"] = Method },
                    ["stage"] = Stage,
                };
                break;
            case Front.HttpApiFormat1 or Front.RestApi:
                if (front == Front.HttpApiFormat1)
                    e["version"] = "1.0";
                e["httpMethod"] = Method;
                e["path"] = front == Front.HttpApiFormat1 ? prefix + Uri.UnescapeDataString(Path) : Path;
                e["headers"] = Last(Headers);
                e["multiValueHeaders"] = All(Headers);
                e["queryStringParameters"] = decoded.Length == 0 ? null : Last(decoded);
                e["multiValueQueryStringParameters"] = decoded.Length == 0 ? null : All(decoded);
                e["requestContext"] = new JsonObject { ["stage"] = Stage, ["path"] = prefix + Path, ["httpMethod"] = Method };
                break;
            default:
                e["httpMethod"] = Method;
                e["path"] = Path;
                bool multi = front == Front.LoadBalancerMultiValue;
                (string, string)[] lower = [.. Headers.Select(h => (h.Name.ToLowerInvariant(), h.Value))];
                e[multi ? "multiValueHeaders" : "headers"] = multi ? All(lower) : Last(lower);
                e[multi ? "multiValueQueryStringParameters" : "queryStringParameters"] = multi ? All(query) : Last(query);
                e["requestContext"] = new JsonObject { ["elb"] = new JsonObject { ["targetGroupArn"] = "arn" } };
                break;
        }
        return e;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static JsonObject Joined(IEnumerable<(string Name, string Value)> pairs) => new(pairs.GroupBy(p => p.Name).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)string.Join(',', g.Select(p => p.Value)))));

    private static JsonObject Last(IEnumerable<(string Name, string Value)> pairs) => new(pairs.GroupBy(p => p.Name).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Last().Value)));

    private static JsonObject All(IEnumerable<(string Name, string Value)> pairs) =>
        new(pairs.GroupBy(p => p.Name).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)new JsonArray([.. g.Select(p => JsonValue.Create(p.Value))]))));
}

/// <summary>What a client gets of an answer; an answer that its front would not take fails the test.</summary>
internal sealed class HttpAnswer
{
    internal HttpAnswer(Front front, JsonObject json)
    {
        Json = json;
        Status = (int)json["statusCode"]!;
        bool isBase64 = (bool)json["isBase64Encoded"]!;
        Bytes = isBase64 ? Convert.FromBase64String((string)json["body"]!) : Encoding.UTF8.GetBytes((string)json["body"]!);
        if (json["multiValueHeaders"] is JsonObject multi)
        {
            Assert.Contains(front, new[] { Front.RestApi, Front.HttpApiFormat1, Front.LoadBalancerMultiValue });
            Headers.AddRange(multi.SelectMany(h => h.Value!.AsArray().Select(v => (h.Key.ToLowerInvariant(), (string)v!))));
        }
        if (json["headers"] is JsonObject single)
        {
            Assert.NotEqual(Front.LoadBalancerMultiValue, front);
            Headers.AddRange(single.Select(h => (h.Key.ToLowerInvariant(), (string)h.Value!)));
        }
        if (json["cookies"] is JsonArray cookies)
        {
            Assert.Contains(front, new[] { Front.HttpApi, Front.FunctionUrl });
            Headers.AddRange(cookies.Select(c => ("set-cookie", (string)c!)));
        }
        Assert.Equal(front is Front.LoadBalancer or Front.LoadBalancerMultiValue, json["statusDescription"] is not null);
    }

    internal JsonObject Json { get; }

    internal int Status { get; }

    internal byte[] Bytes { get; }

    internal string Body => Encoding.UTF8.GetString(Bytes);

    internal List<(string Name, string Value)> Headers { get; } = [];

    internal string Detail => (string?)JsonNode.Parse(Body)!["detail"] ?? "";

    internal string Header(string name) => string.Join(",", Headers.Where(h => h.Name == name).Select(h => h.Value));
}

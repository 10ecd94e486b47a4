using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>Reads what a function answered, as its front would.</summary>
internal static class FrontAnswerReader
{
    private static readonly string[] s_restMembers = ["isBase64Encoded", "statusCode", "headers", "multiValueHeaders", "body"];

    /// <exception cref="MalformedAnswerException">The front would not take it.</exception>
    internal static FrontAnswer Read(ReadOnlyMemory<byte> payload, FrontOptions options, FrontRequest request)
    {
        bool isFormat2 = options.Kind is FrontKind.HttpApi or FrontKind.FunctionUrl;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(payload);
        }
        catch (JsonException) when (isFormat2)
        {
            return Inferred(payload);
        }
        catch (JsonException exception)
        {
            throw new MalformedAnswerException($"the answer is not JSON: {exception.Message}");
        }
        using (document)
        {
            JsonElement root = document.RootElement;
            if (isFormat2 && (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("statusCode", out _)))
                return Inferred(payload);
            if (root.ValueKind != JsonValueKind.Object)
                throw new MalformedAnswerException($"the answer is {Words(root)}, not an object with statusCode, headers and body");
            return Read(root, options, request);
        }
    }

    /// <summary>The prelude of a streamed answer: status, headers and cookies.</summary>
    /// <exception cref="MalformedAnswerException">The front would not take it.</exception>
    internal static FrontAnswer ReadPrelude(JsonElement root, FrontKind kind)
    {
        var answer = new FrontAnswer { Status = root.TryGetProperty("statusCode", out _) ? Status(root, kind) : 200, Headers = Headers(root, kind, hasCookies: true) };
        if (!answer.Has("Content-Type"))
            answer.Headers.Add(new("Content-Type", "application/octet-stream"));
        return answer;
    }

    private static FrontAnswer Read(JsonElement root, FrontOptions options, FrontRequest request)
    {
        FrontKind kind = options.Kind;
        if (kind is FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue)
            RefuseNulls(root, kind);
        if (kind == FrontKind.RestApi && root.EnumerateObject().FirstOrDefault(m => !s_restMembers.Contains(m.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw new MalformedAnswerException($"a REST API does not know the member {unknown.Name}");
        var answer = new FrontAnswer { Status = Status(root, kind), Reason = Reason(root, kind), Headers = Headers(root, kind, hasCookies: kind is FrontKind.HttpApi or FrontKind.FunctionUrl), Body = Body(root, options, request) };
        string? contentType = kind switch
        {
            FrontKind.HttpApi or FrontKind.HttpApiFormat1 => "text/plain; charset=utf-8",
            FrontKind.RestApi or FrontKind.FunctionUrl => "application/json",
            _ => null,
        };
        if (contentType is not null && !answer.Has("Content-Type"))
            answer.Headers.Add(new("Content-Type", contentType));
        return answer;
    }

    /// <summary>Without a status the whole of an answer is the body; what is no JSON, too (observed).</summary>
    private static FrontAnswer Inferred(ReadOnlyMemory<byte> payload) => new() { Status = 200, Headers = [new("Content-Type", "application/json")], Body = payload };

    private static int Status(JsonElement root, FrontKind kind)
    {
        if (!root.TryGetProperty("statusCode", out JsonElement status) || status.ValueKind == JsonValueKind.Null)
        {
            // None of the members is required of an answer to a REST API; observed.
            return kind == FrontKind.RestApi ? 200 : throw new MalformedAnswerException("statusCode is missing");
        }
        bool isLoadBalancer = kind is FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue;
        int code = 0;
        bool isNumber = status.ValueKind switch
        {
            JsonValueKind.Number => status.TryGetInt32(out code),
            JsonValueKind.String when !isLoadBalancer => int.TryParse(status.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out code),
            _ => false,
        };
        return isNumber && code is >= 200 and <= 599 ? code : throw new MalformedAnswerException($"statusCode is {Words(status)}, not a number from 200 to 599");
    }

    private static string? Reason(JsonElement root, FrontKind kind)
    {
        if (kind is not (FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue) || !root.TryGetProperty("statusDescription", out JsonElement description))
            return null;
        string text = description.ValueKind == JsonValueKind.String ? description.GetString()! : throw new MalformedAnswerException($"statusDescription is {Words(description)}, not text");
        // "200 OK": the status once more, then the words.
        string words = text[(text.IndexOf(' ') + 1)..];
        return words.All(char.IsAscii) && !words.Any(char.IsControl) ? words : throw new MalformedAnswerException("statusDescription has characters that no HTTP answer may have");
    }

    private static List<KeyValuePair<string, string>> Headers(JsonElement root, FrontKind kind, bool hasCookies)
    {
        var headers = new List<KeyValuePair<string, string>>();
        bool readsMulti = kind is FrontKind.RestApi or FrontKind.HttpApiFormat1 or FrontKind.LoadBalancerMultiValue;
        if (readsMulti && Member(root, "multiValueHeaders", JsonValueKind.Object) is { } multi)
        {
            foreach (JsonProperty header in multi.EnumerateObject())
            {
                if (header.Value.ValueKind != JsonValueKind.Array)
                    throw new MalformedAnswerException($"multiValueHeaders.{header.Name} is {Words(header.Value)}, not a list");
                foreach (JsonElement value in header.Value.EnumerateArray())
                    Add(headers, header.Name, value, kind);
            }
        }
        if (kind != FrontKind.LoadBalancerMultiValue && Member(root, "headers", JsonValueKind.Object) is { } single)
        {
            foreach (JsonProperty header in single.EnumerateObject())
            {
                // A value that both have counts once.
                if (!headers.Exists(h => h.Key.Equals(header.Name, StringComparison.OrdinalIgnoreCase) && header.Value.ValueKind == JsonValueKind.String && h.Value == header.Value.GetString()))
                    Add(headers, header.Name, header.Value, kind);
            }
        }
        if (hasCookies && Member(root, "cookies", JsonValueKind.Array) is { } cookies)
        {
            foreach (JsonElement cookie in cookies.EnumerateArray())
                Add(headers, "Set-Cookie", cookie, kind);
        }
        return headers;
    }

    private static void Add(List<KeyValuePair<string, string>> headers, string name, JsonElement value, FrontKind kind)
    {
        bool isLoadBalancer = kind is FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue;
        string text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            // API Gateway writes them out; a load balancer answers 502.
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number when !isLoadBalancer => value.GetRawText(),
            _ => throw new MalformedAnswerException($"the header {name} is {Words(value)}, not text"),
        };
        if (name.Length == 0 || !name.All(IsTokenCharacter))
            throw new MalformedAnswerException($"\"{name}\" is no name of a header");
        if (text.Any(char.IsControl))
            throw new MalformedAnswerException($"the header {name} has a control character");
        headers.Add(new(name, text));
    }

    private static ReadOnlyMemory<byte> Body(JsonElement root, FrontOptions options, FrontRequest request)
    {
        if (Member(root, "body", JsonValueKind.String) is not { } body)
            return default;
        bool isBase64 = root.TryGetProperty("isBase64Encoded", out JsonElement flag) && flag.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw new MalformedAnswerException($"isBase64Encoded is {Words(flag)}, not true or false"),
        };
        if (options.Kind == FrontKind.RestApi && isBase64)
        {
            // Of several types that a client accepts the first one counts.
            string accept = EventBody.MediaType(request.Header("Accept")?.Split(',')[0]);
            isBase64 = options.BinaryMediaTypes.Any(pattern => EventBody.Matches(pattern, accept));
        }
        byte[] text = Encoding.UTF8.GetBytes(body.GetString()!);
        if (!isBase64)
            return text;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out int written) == System.Buffers.OperationStatus.Done
            ? bytes.AsMemory(0, written)
            : throw new MalformedAnswerException("isBase64Encoded is true, and the body is not base64");
    }

    // Where a load balancer would leave out the member, it does not take null.
    private static void RefuseNulls(JsonElement root, FrontKind kind)
    {
        foreach (string name in (ReadOnlySpan<string>)["statusCode", "statusDescription", "isBase64Encoded", "body", kind == FrontKind.LoadBalancer ? "headers" : "multiValueHeaders"])
        {
            if (root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Null)
                throw new MalformedAnswerException($"{name} is null; a load balancer wants it left out");
        }
    }

    private static JsonElement? Member(JsonElement root, string name, JsonValueKind kind)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == kind ? value : throw new MalformedAnswerException($"{name} is {Words(value)}, not {(kind == JsonValueKind.Object ? "an object" : kind == JsonValueKind.Array ? "a list" : "text")}");
    }

    private static string Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => "null",
    };

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c);
}

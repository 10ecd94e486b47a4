using System.Buffers;
using Lambda.Native.CompilerServices;

namespace Lambda.Native.Events.CompilerServices;

/// <content>The answer, kept until it is whole, and then written as the front takes it.</content>
public sealed partial class HttpInvocation
{
    private HttpResult? _result;

    /// <summary>204.</summary>
    public void AnswerNothing() => _result = new HttpResult(204);

    /// <summary>404.</summary>
    public void AnswerNotFound() => AnswerProblem(404, null);

    /// <summary>200 with text; 404 for null.</summary>
    public void AnswerText(string? text)
    {
        if (text is null)
            AnswerNotFound();
        else
            _result = Http.Text(text);
    }

    /// <summary>What a method says; 404 for null.</summary>
    public void Answer(HttpResult? result)
    {
        if (result is null)
            AnswerNotFound();
        else
            _result = result;
    }

    /// <summary>200 with JSON that is written to what this returns.</summary>
    public IBufferWriter<byte> AnswerJson() => BeginJson(200, "application/json");

    private ArrayBufferWriter<byte> BeginJson(int status, string contentType)
    {
        ArrayBufferWriter<byte> json = JsonResult.Begin();
        _result = HttpResult.FromJson(status, json, contentType);
        return json;
    }

    private HttpResult AnswerProblem(int status, string? detail)
    {
        var json = new JsonWriter(BeginJson(status, "application/problem+json"));
        json.Raw("{\"title\":"u8);
        json.String(HttpSyntax.Describe(status).AsSpan(4));
        json.Raw(",\"status\":"u8);
        json.Number(status);
        if (detail is not null)
        {
            json.Raw(",\"detail\":"u8);
            json.String(detail);
        }
        json.Raw("}"u8);
        json.Flush();
        return _result!;
    }

    private void Write(IBufferWriter<byte> answer)
    {
        HttpResult result = _result!;
        var json = new JsonWriter(answer);
        json.Raw("{\"statusCode\":"u8);
        json.Number(result.StatusCode);
        switch (_request.Front)
        {
            case HttpFront.HttpApi or HttpFront.FunctionUrl:
                WriteHeaders(ref json, result.Headers);
                WriteCookies(ref json, ",\"cookies\":["u8, result.Cookies, "]"u8);
                break;
            case HttpFront.LoadBalancer:
                json.Raw(",\"statusDescription\":"u8);
                json.String(HttpSyntax.Describe(result.StatusCode));
                if (_request.IsMultiValue)
                    WriteMultiValueHeaders(ref json, result.Headers, result.Cookies);
                else
                    WriteHeaders(ref json, WithCookies(result.Headers, result.Cookies));
                break;
            default:
                WriteHeaders(ref json, result.Headers);
                WriteCookies(ref json, ",\"multiValueHeaders\":{\"set-cookie\":["u8, result.Cookies, "]}"u8);
                break;
        }
        bool hasBody = _request.Verb != HttpVerbs.Head;
        json.Raw(",\"body\":"u8);
        if (hasBody && result.Json is { } written)
            json.Text(written.WrittenSpan);
        else
            json.String(hasBody && result.Body is { } body ? body : "");
        json.Raw(hasBody && result.IsBase64Encoded ? ",\"isBase64Encoded\":true}"u8 : ",\"isBase64Encoded\":false}"u8);
        json.Flush();
    }

    /// <summary>One value to a name, those of a repeated one joined.</summary>
    private static void WriteHeaders(ref JsonWriter json, List<KeyValuePair<string, string>>? headers)
    {
        json.Raw(",\"headers\":{"u8);
        bool isFirst = true;
        for (int i = 0; i < headers?.Count; i++)
        {
            if (IsRepeated(headers, i))
                continue;
            json.Raw(isFirst ? ""u8 : ","u8);
            isFirst = false;
            json.Name(headers[i].Key);
            string value = headers[i].Value;
            for (int j = i + 1; j < headers.Count; j++)
            {
                if (IsSame(headers[i], headers[j]))
                    value = $"{value},{headers[j].Value}";
            }
            json.String(value);
        }
        json.Raw("}"u8);
    }

    private static void WriteMultiValueHeaders(ref JsonWriter json, List<KeyValuePair<string, string>>? headers, List<string>? cookies)
    {
        json.Raw(",\"multiValueHeaders\":{"u8);
        bool isFirst = true;
        for (int i = 0; i < headers?.Count; i++)
        {
            if (IsRepeated(headers, i))
                continue;
            json.Raw(isFirst ? ""u8 : ","u8);
            isFirst = false;
            json.Name(headers[i].Key);
            json.Raw("["u8);
            json.String(headers[i].Value);
            for (int j = i + 1; j < headers.Count; j++)
            {
                if (!IsSame(headers[i], headers[j]))
                    continue;
                json.Raw(","u8);
                json.String(headers[j].Value);
            }
            json.Raw("]"u8);
        }
        WriteCookies(ref json, isFirst ? "\"set-cookie\":["u8 : ",\"set-cookie\":["u8, cookies, "]"u8);
        json.Raw("}"u8);
    }

    private static void WriteCookies(ref JsonWriter json, ReadOnlySpan<byte> before, List<string>? cookies, ReadOnlySpan<byte> after)
    {
        if (cookies is null)
            return;
        json.Raw(before);
        for (int i = 0; i < cookies.Count; i++)
        {
            json.Raw(i == 0 ? ""u8 : ","u8);
            json.String(cookies[i]);
        }
        json.Raw(after);
    }

    /// <summary>A target group with single values takes several cookies only under names that differ in case.</summary>
    private static List<KeyValuePair<string, string>>? WithCookies(List<KeyValuePair<string, string>>? headers, List<string>? cookies)
    {
        if (cookies is null)
            return headers;
        List<KeyValuePair<string, string>> all = headers is null ? [] : new(headers);
        for (int i = 0; i < cookies.Count; i++)
            all.Add(new(HttpSyntax.SetCookieInCase(i), cookies[i]));
        return all;
    }

    private static bool IsRepeated(List<KeyValuePair<string, string>> headers, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (IsSame(headers[i], headers[index]))
                return true;
        }
        return false;
    }

    private static bool IsSame(KeyValuePair<string, string> a, KeyValuePair<string, string> b) =>
        a.Key.Equals(b.Key, StringComparison.OrdinalIgnoreCase) && !IsCookie(a.Key);

    private static bool IsCookie(string name) => name.Equals("set-cookie", StringComparison.OrdinalIgnoreCase);
}

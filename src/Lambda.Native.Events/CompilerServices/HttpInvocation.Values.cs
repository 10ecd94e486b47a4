using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Lambda.Native.CompilerServices;

namespace Lambda.Native.Events.CompilerServices;

/// <content>Parameters. What does not bind is noted, and the request refused before the method is called; the first thing that is wrong is told.</content>
public sealed partial class HttpInvocation
{
    private string? _rawQuery;

    /// <summary>Whether something did not bind; the request is answered then.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>A value that has to be there is not.</summary>
    /// <param name="name">Where it would stand: <c>query parameter 'page'</c>.</param>
    public void RefuseMissing(string name) => Refuse(400, $"The {name} is missing.");

    /// <summary>A value is not of its type.</summary>
    /// <param name="name">Where it stands: <c>query parameter 'page'</c>.</param>
    /// <param name="expected">What it should be: <c>an integer</c>.</param>
    public void RefuseValue(string name, string expected) => Refuse(400, $"The {name} is not {expected}.");

    /// <summary>The body is JSON of something else.</summary>
    public void RefuseBody(ReadOnlySpan<byte> json, JsonException exception, ref Utf8JsonReader reader) =>
        Refuse(400, "The body does not fit. " + JsonEvent.Describe(json, exception, ref reader));

    /// <summary>Reads a value of a type of the user's. Through its type parameter, because a type may have its method for the interface alone.</summary>
    public static bool TryParse<T>(string text, [MaybeNullWhen(false)] out T value)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out value);

    /// <summary>The first value of a query parameter, or null.</summary>
    public string? Query(string name) => QueryValues(name) is [string first, ..] ? first : null;

    /// <summary>The values of a query parameter, as the front sends them.</summary>
    public string[] QueryValues(string name)
    {
        List<string>? values = null;
        if (_request.RawQuery > 0)
            FindRawQuery(_rawQuery ??= Text(_request.RawQuery)!, name, ref values);
        if (values is null && _request.MultiValueQuery + _request.Query > 0)
            FindQuery(name, ref values);
        return values is null ? [] : [.. values];
    }

    /// <summary>A header, its values joined by commas; null if there is none.</summary>
    public string? Header(string name)
    {
        if (_request.Cookies > 0 && name.Equals("cookie", StringComparison.OrdinalIgnoreCase))
            return string.Join("; ", Strings(ReaderAt(_request.Cookies)));
        int offset = _request.IsMultiValue ? _request.MultiValueHeaders : _request.Headers;
        if (offset == 0)
            return null;
        Utf8JsonReader reader = ReaderAt(offset);
        while (JsonRead.NextMember(ref reader))
        {
            bool isIt = Ascii.EqualsIgnoreCase(JsonRead.Name(ref reader), name);
            reader.Read();
            if (isIt && reader.TokenType == JsonTokenType.String)
                return reader.GetString();
            if (isIt && reader.TokenType == JsonTokenType.StartArray)
                return string.Join(",", Strings(reader));
            reader.Skip();
        }
        return null;
    }

    /// <summary>What the commas of a header separate.</summary>
    public string[] HeaderValues(string name) => Header(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>The body, to be read as JSON; false if there is none, or it is refused.</summary>
    public bool TryGetJson(bool isRequired, out ReadOnlyMemory<byte> json)
    {
        json = BodyBytes();
        if (json.IsEmpty)
        {
            if (isRequired)
                RefuseMissing("body");
            return false;
        }
        if (Header("content-type") is not { } contentType || MediaType.IsJson(contentType))
            return true;
        Refuse(415, "The body has to be JSON.");
        return false;
    }

    /// <summary>The body as text; null for none where that is allowed.</summary>
    public string? BodyText(bool isRequired)
    {
        ReadOnlyMemory<byte> body = BodyBytes();
        if (!body.IsEmpty)
            return Encoding.UTF8.GetString(body.Span);
        if (isRequired)
            RefuseMissing("body");
        return null;
    }

    /// <summary>The body's bytes; empty for none.</summary>
    public ReadOnlyMemory<byte> BodyBytes()
    {
        if (_request.Body == 0)
            return default;
        Utf8JsonReader reader = ReaderAt(_request.Body);
        if (!_request.IsBase64Encoded)
            return reader.ValueIsEscaped ? CopyText(_request.Body) : _event.Slice(_request.Body + 1, reader.ValueSpan.Length);
        if (reader.TryGetBytesFromBase64(out byte[]? bytes))
            return bytes;
        Refuse(400, "The body is not base64.");
        return default;
    }

    /// <summary>The whole event, to be read as the type of the front it comes from.</summary>
    /// <param name="isFormat2">Whether the type is that of payload format 2.0.</param>
    /// <param name="isLoadBalancer">Whether the type is that of a load balancer.</param>
    /// <exception cref="InvalidOperationException">It comes from another front.</exception>
    public ReadOnlySpan<byte> Event(bool isFormat2, bool isLoadBalancer)
    {
        HttpFront front = _request.Front;
        if (isFormat2 != front is HttpFront.HttpApi or HttpFront.FunctionUrl || isLoadBalancer != front is HttpFront.LoadBalancer)
            throw new InvalidOperationException("The method takes the event of another front than the one this request came from.");
        return _event.Span;
    }

    private void Refuse(int status, string detail)
    {
        if (IsRefused)
            return;
        IsRefused = true;
        AnswerProblem(status, detail);
    }

    /// <summary>Payload format 2.0: only the raw query tells a comma from a second value.</summary>
    private void FindRawQuery(string query, string name, ref List<string>? values)
    {
        ReadOnlySpan<char> rest = query.AsSpan(query is ['?', ..] ? 1 : 0);
        while (!rest.IsEmpty)
        {
            int ampersand = rest.IndexOf('&');
            ReadOnlySpan<char> pair = ampersand < 0 ? rest : rest[..ampersand];
            rest = ampersand < 0 ? default : rest[(ampersand + 1)..];
            int equals = pair.IndexOf('=');
            if (!pair.IsEmpty && IsEncoded(equals < 0 ? pair : pair[..equals], name))
                (values ??= []).Add(Decode(equals < 0 ? "" : pair[(equals + 1)..].ToString(), name));
        }
    }

    /// <summary>API Gateway has decoded the query, a load balancer has not.</summary>
    private void FindQuery(string name, ref List<string>? values)
    {
        bool isEncoded = _request.Front == HttpFront.LoadBalancer;
        Utf8JsonReader reader = ReaderAt(_request.MultiValueQuery > 0 ? _request.MultiValueQuery : _request.Query);
        while (JsonRead.NextMember(ref reader))
        {
            string key = reader.GetString()!;
            reader.Read();
            if (isEncoded ? IsEncoded(key, name) : key == name)
            {
                foreach (string value in Strings(reader))
                    (values ??= []).Add(isEncoded ? Decode(value, name) : value);
            }
            reader.Skip();
        }
    }

    private string Decode(string text, string name)
    {
        if (PercentEncoding.DecodeForm(text) is { } decoded)
            return decoded;
        Refuse(400, $"The query parameter '{name}' is not percent-encoded UTF-8.");
        return "";
    }

    private static bool IsEncoded(ReadOnlySpan<char> key, string name) =>
        key.SequenceEqual(name) || (key.IndexOfAny('%', '+') >= 0 && PercentEncoding.DecodeForm(key.ToString()) == name);

    /// <summary>The strings of an array, or the one that is there.</summary>
    private static List<string> Strings(Utf8JsonReader reader)
    {
        var strings = new List<string>();
        if (reader.TokenType == JsonTokenType.String)
            strings.Add(reader.GetString()!);
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                strings.Add(reader.GetString()!);
        }
        return strings;
    }
}

using System.Text.Json;
using Lambda.Native.CompilerServices;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>Where in an event the parts of the HTTP request are. One pass over the event finds them; what nobody asks for is never made into an object.</summary>
internal struct HttpEvent
{
    private const string Expected = "an HTTP request of API Gateway, a function URL or a load balancer";

    private bool _isFormat2;
    private bool _hasVersion;
    private bool _isFunctionUrl;
    private bool _isLoadBalancer;
    private HttpVerbs _contextVerb;

    internal HttpFront Front { get; private set; }

    internal HttpVerbs Verb { get; private set; }

    /// <summary>Whether the request is one with several values to a name.</summary>
    internal readonly bool IsMultiValue => MultiValueHeaders > 0;

    internal bool IsBase64Encoded { get; private set; }

    // Offsets of values that are neither null nor absent; no value is at 0.

    internal int Path { get; private set; }

    internal int Stage { get; private set; }

    internal int RawQuery { get; private set; }

    internal int Query { get; private set; }

    internal int MultiValueQuery { get; private set; }

    internal int Headers { get; private set; }

    internal int MultiValueHeaders { get; private set; }

    internal int Cookies { get; private set; }

    internal int Body { get; private set; }

    /// <summary>What is no HTTP request fails the invocation.</summary>
    internal static HttpEvent Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            JsonEvent.Begin(ref reader);
            HttpEvent found = Read(ref reader);
            JsonEvent.End(ref reader);
            return found;
        }
        catch (JsonException exception)
        {
            throw JsonEvent.Invalid(json, exception, ref reader);
        }
    }

    private static HttpEvent Read(ref Utf8JsonReader reader)
    {
        JsonRead.StartObject(ref reader, Expected);
        var found = new HttpEvent();
        int path = 0, rawPath = 0;
        while (JsonRead.NextMember(ref reader))
        {
            ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
            if (name.SequenceEqual("requestContext"u8))
            {
                reader.Read();
                found.ReadContext(ref reader);
            }
            else if (name.SequenceEqual("version"u8))
            {
                reader.Read();
                found._hasVersion = reader.TokenType == JsonTokenType.String;
                found._isFormat2 = found._hasVersion && reader.ValueTextEquals("2.0"u8);
                reader.Skip();
            }
            else if (name.SequenceEqual("httpMethod"u8))
            {
                reader.Read();
                found.Verb = HttpVerbNames.Read(ref reader);
                reader.Skip();
            }
            else if (name.SequenceEqual("isBase64Encoded"u8))
            {
                reader.Read();
                found.IsBase64Encoded = reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
            else if (name.SequenceEqual("path"u8))
                path = Text(ref reader);
            else if (name.SequenceEqual("rawPath"u8))
                rawPath = Text(ref reader);
            else if (name.SequenceEqual("rawQueryString"u8))
                found.RawQuery = Text(ref reader);
            else if (name.SequenceEqual("queryStringParameters"u8))
                found.Query = Value(ref reader, JsonTokenType.StartObject);
            else if (name.SequenceEqual("multiValueQueryStringParameters"u8))
                found.MultiValueQuery = Value(ref reader, JsonTokenType.StartObject);
            else if (name.SequenceEqual("headers"u8))
                found.Headers = Value(ref reader, JsonTokenType.StartObject);
            else if (name.SequenceEqual("multiValueHeaders"u8))
                found.MultiValueHeaders = Value(ref reader, JsonTokenType.StartObject);
            else if (name.SequenceEqual("cookies"u8))
                found.Cookies = Value(ref reader, JsonTokenType.StartArray);
            else if (name.SequenceEqual("body"u8))
                found.Body = Text(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        if (found._isFormat2)
            found.Verb = found._contextVerb;
        found.Path = found._isFormat2 ? rawPath : path;
        found.Front = found.Recognise();
        if (found.Verb == HttpVerbs.None || found.Path == 0)
            JsonMismatch.Throw(Expected);
        return found;
    }

    private readonly HttpFront Recognise()
    {
        if (_isFormat2)
            return _isFunctionUrl ? HttpFront.FunctionUrl : HttpFront.HttpApi;
        if (_isLoadBalancer)
            return HttpFront.LoadBalancer;
        return _hasVersion ? HttpFront.HttpApiFormat1 : HttpFront.RestApi;
    }

    private void ReadContext(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (JsonRead.NextMember(ref reader))
        {
            ReadOnlySpan<byte> name = JsonRead.Name(ref reader);
            if (name.SequenceEqual("elb"u8))
                _isLoadBalancer = Value(ref reader, JsonTokenType.StartObject) > 0;
            else if (name.SequenceEqual("stage"u8))
                Stage = Text(ref reader);
            else if (name.SequenceEqual("domainName"u8))
            {
                reader.Read();
                _isFunctionUrl = reader.TokenType == JsonTokenType.String && reader.ValueSpan.IndexOf(".lambda-url."u8) >= 0;
                reader.Skip();
            }
            else if (name.SequenceEqual("http"u8))
            {
                reader.Read();
                ReadMethod(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private void ReadMethod(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (JsonRead.NextMember(ref reader))
        {
            bool isMethod = JsonRead.Name(ref reader).SequenceEqual("method"u8);
            reader.Read();
            if (isMethod)
                _contextVerb = HttpVerbNames.Read(ref reader);
            reader.Skip();
        }
    }

    private static int Text(ref Utf8JsonReader reader) => Value(ref reader, JsonTokenType.String);

    private static int Value(ref Utf8JsonReader reader, JsonTokenType type)
    {
        reader.Read();
        int start = reader.TokenType == type ? (int)reader.TokenStartIndex : 0;
        reader.Skip();
        return start;
    }
}

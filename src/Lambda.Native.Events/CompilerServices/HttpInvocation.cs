using System.Buffers;
using System.ComponentModel;
using System.Text.Json;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>One HTTP request on its way through generated code: the event, what of it has been asked for, and the answer as it comes to be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class HttpInvocation
{
    private readonly ReadOnlyMemory<byte> _event;
    private readonly HttpEvent _request;
    private HttpPath? _path;
    private HttpVerbs _allowed;

    private HttpInvocation(ReadOnlyMemory<byte> lambdaEvent, LambdaContext context)
    {
        _request = HttpEvent.Read(lambdaEvent.Span);
        _event = lambdaEvent;
        Context = context;
    }

    /// <summary>The invocation's context.</summary>
    public LambdaContext Context { get; }

    /// <summary>The route that was found, for messages: <c>GET /orders/{id}</c>.</summary>
    public string Route { get; set; } = "";

    /// <summary>Answers a request by a project's routes. What is no HTTP request fails the invocation; an exception is answered as 500 and told to the log alone.</summary>
    public static void Serve<TRoutes>(ReadOnlyMemory<byte> lambdaEvent, IBufferWriter<byte> answer, LambdaContext context)
        where TRoutes : struct, IHttpRoutes
    {
        var http = new HttpInvocation(lambdaEvent, context);
        try
        {
            http.Dispatch<TRoutes>();
        }
        catch (Exception exception)
        {
            context.Log.Error(http.Route.Length == 0 ? "An HTTP request failed" : http.Route + " failed", exception);
            http.AnswerProblem(500, null);
        }
        http.Write(answer);
    }

    /// <summary>Whether the request's method is one of these.</summary>
    public bool Is(HttpVerbs verbs) => (_request.Verb & verbs) != 0;

    /// <summary>Notes the methods of a route whose path is that of the request.</summary>
    public void Allow(HttpVerbs verbs) => _allowed |= verbs;

    /// <summary>How many segments the path has.</summary>
    public int Segments => _path!.Count;

    /// <summary>A segment of the path; empty if there is none.</summary>
    public ReadOnlySpan<char> Segment(int index) => _path![index];

    /// <summary>The path from a segment on.</summary>
    public ReadOnlySpan<char> Rest(int index) => _path!.From(index);

    private void Dispatch<TRoutes>()
        where TRoutes : struct, IHttpRoutes
    {
        if (!ReadPath())
            AnswerProblem(400, "The path is not percent-encoded UTF-8.");
        else if (TRoutes.Find(this) is > 0 and int route)
            TRoutes.Call(route, this);
        else if (_allowed == HttpVerbs.None)
            AnswerProblem(404, null);
        else
            AnswerProblem(405, null).AddHeader("allow", HttpVerbNames.Join(_allowed));
    }

    private bool ReadPath()
    {
        bool isHttpApi = _request.Front is HttpFront.HttpApi or HttpFront.HttpApiFormat1;
        _path = HttpPath.Parse(CopyText(_request.Path).Span, isEncoded: !isHttpApi);
        if (_path is null)
            return false;
        if (isHttpApi && _request.Stage > 0)
            _path.SkipStage(Text(_request.Stage));
        return true;
    }

    private Utf8JsonReader ReaderAt(int offset)
    {
        var reader = new Utf8JsonReader(_event.Span[offset..]);
        reader.Read();
        return reader;
    }

    private string? Text(int offset) => offset == 0 ? null : ReaderAt(offset).GetString();

    private Memory<byte> CopyText(int offset)
    {
        Utf8JsonReader reader = ReaderAt(offset);
        var text = new byte[reader.ValueSpan.Length];
        return text.AsMemory(0, reader.CopyString(text));
    }
}

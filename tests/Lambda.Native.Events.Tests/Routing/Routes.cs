namespace Lambda.Native.Events.Tests.Routing;

internal sealed record Order(string Id, int Count = 1, string? Note = null);

internal enum Colour
{
    Red,
    Green,
}

/// <summary>A type of a user's own in a path.</summary>
internal readonly record struct Sku(string Code) : IParsable<Sku>
{
    public static Sku Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out Sku sku) ? sku : throw new FormatException();

    public static bool TryParse(string? s, IFormatProvider? provider, out Sku result)
    {
        result = new Sku(s ?? "");
        return s?.Length == 3;
    }
}

/// <summary>What the tests of routing ask for.</summary>
internal static class Routes
{
    [HttpApi("GET", "/")]
    internal static string Root() => "root";

    [HttpApi("GET", "/orders/{id}")]
    internal static string GetOrder(string id) => $"order {id}";

    [HttpApi("PUT", "/orders/{id}"), HttpApi("PATCH", "/orders/{id}")]
    internal static string PutOrder(string id, Order order) => $"{id} becomes {order}";

    [HttpApi("DELETE", "/orders/{id}")]
    internal static void DeleteOrder(int id) => _ = id;

    [HttpApi("POST", "/orders")]
    internal static async Task<Order?> PlaceOrder(Order order, LambdaContext context, CancellationToken cancellation)
    {
        await Task.Delay(1, cancellation);
        return order.Id == "null" ? null : order with { Note = context.RequestId };
    }

    [HttpApi("POST", "/orders/new")]
    internal static string PostNew() => "new";

    [HttpApi("GET", "/orders/old")]
    internal static string GetOld() => "old";

    [HttpApi("HEAD", "/orders/old")]
    internal static HttpResult HeadOld() => Http.NoContent().AddHeader("x-head", "own");

    [HttpApi("GET", "/orders/{id}/lines/{line}")]
    internal static string GetLine(string id, int line) => $"line {line} of {id}";

    [HttpApi("GET", "/orders/old/{what}")]
    internal static string GetOldWhat(string what) => $"old {what}";

    [HttpApi("GET", "/files/{path+}")]
    internal static string GetFile(string path) => $"file {path}";

    [HttpApi("GET", "/files/deep/{path+}")]
    internal static string GetDeepFile(string path) => $"deep {path}";

    [HttpApi("ANY", "/any/{proxy+}")]
    internal static string Whatever() => "any";

    [HttpApi("GET", "/any/{proxy+}")]
    internal static string GetWhatever(string proxy) => $"get {proxy}";

    [HttpApi("GET", "/caf\u00e9/{name}")]
    internal static string GetCafe(string name) => name;

    [HttpApi("GET", "/values")]
    internal static string Values(int page, Guid id, Colour colour, bool flag, decimal price, DateTimeOffset at, DateOnly day, Sku sku, string text) =>
        FormattableString.Invariant($"{page} {id} {colour} {flag} {price} {at:O} {day:O} {sku.Code} {text}");

    [HttpApi("GET", "/optional")]
    internal static string Optional(int? page, string? text, Colour colour = Colour.Green, int size = 20, double? ratio = 0.5) =>
        FormattableString.Invariant($"{page?.ToString() ?? "none"} {text ?? "none"} {colour} {size} {ratio}");

    [HttpApi("GET", "/many")]
    internal static string Many(int[] number, List<string> word, [FromQuery("c")] IReadOnlyList<Colour> colours) =>
        $"{string.Join('+', number)} {string.Join('+', word)} {string.Join('+', colours)}";

    [HttpApi("GET", "/headers")]
    internal static string Headers([FromHeader] string ifNoneMatch, [FromHeader("X-Count")] int? count, [FromHeader] string[] accept, [FromHeader] string? cookie) =>
        $"{ifNoneMatch} {count} {string.Join('+', accept)} {cookie}";

    [HttpApi("POST", "/text")]
    internal static string Text([FromBody] string text) => text;

    [HttpApi("POST", "/bytes")]
    internal static HttpResult Bytes(byte[] body) => Http.Bytes(body, "application/octet-stream");

    [HttpApi("POST", "/maybe")]
    internal static string Maybe(Order? order) => order?.Id ?? "nothing";

    [HttpApi("GET", "/result")]
    internal static HttpResult Result() => Http.Text("made", 201).AddHeader("x-a", "1").AddHeader("X-A", "2").AddCookie("a=1").AddCookie("b=2");

    [HttpApi("GET", "/accepted")]
    internal static HttpResult Accepted() => Http.Json(new Order("é\"", 2), 202).AddHeader("x-a", "1");

    [HttpApi("GET", "/missing/{kind}")]
    internal static ValueTask<HttpResult?> Missing(string kind) => ValueTask.FromResult(kind == "none" ? null : Http.Ok());

    [HttpApi("GET", "/nothing")]
    internal static string? Nothing() => null;

    [HttpApi("GET", "/throw")]
    internal static Order Throw() => throw new InvalidOperationException("secret");

    [HttpApi("GET", "/unwritable")]
    internal static Order Unwritable() => new(null!);

    [HttpApi("GET", "/my/path")]
    internal static string GetSample(string[] parameter1, [FromHeader("header2")] string[] header2, [FromHeader] string? cookie, [FromBody] string body) =>
        $"GET {string.Join('+', parameter1)} {string.Join('+', header2)} {cookie} {body}";

    [HttpApi("POST", "/my/path")]
    internal static string PostSample(string[] parameter1, [FromHeader("header2")] string[] header2, [FromHeader] string? cookie, [FromBody] string body) =>
        GetSample(parameter1, header2, cookie, body).Replace("GET", "POST");

    [HttpApi("GET", "/lambda")]
    internal static string LambdaSample(string query, [FromHeader] string acceptEncoding) => $"lambda {query} {acceptEncoding}";

    [HttpApi("GET", "/event/http-api")]
    internal static string HttpApiEvent(HttpApiRequest request) => request.RequestContext.Http.Method;

    [HttpApi("GET", "/event/rest")]
    internal static string RestEvent(RestApiRequest request) => request.HttpMethod;

    [HttpApi("GET", "/event/alb")]
    internal static string AlbEvent(AlbRequest request) => request.HttpMethod;
}

/// <summary>Routes of an object.</summary>
internal sealed class Shop
{
    private int _visits;

    [HttpApi("GET", "/visits")]
    internal string Visit() => $"{++_visits}";
}

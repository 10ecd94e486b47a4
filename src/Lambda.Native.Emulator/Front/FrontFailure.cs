using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>What a front answers by itself.</summary>
internal enum FrontFailure
{
    /// <summary>The request cannot be made into an event.</summary>
    BadRequest,

    /// <summary>The request, or its event, is larger than the front or Lambda takes.</summary>
    RequestTooLarge,

    /// <summary>The function reported an error, ended, or took longer than its own timeout.</summary>
    FunctionFailed,

    /// <summary>The function's answer has not the form that the front takes.</summary>
    MalformedAnswer,

    /// <summary>Lambda takes no more invocations.</summary>
    Throttled,

    /// <summary>The front waits no longer.</summary>
    TimedOut,
}

/// <summary>The words of each front for its failures.</summary>
internal static class FrontFailures
{
    internal static FrontAnswer ToAnswer(this FrontFailure failure, FrontKind kind) => kind switch
    {
        FrontKind.HttpApi or FrontKind.HttpApiFormat1 => failure switch
        {
            FrontFailure.BadRequest => Json(400, """{"message":"Bad Request"}"""),
            FrontFailure.RequestTooLarge => Json(413, """{"message":"Request Entity Too Large"}"""),
            FrontFailure.TimedOut or FrontFailure.Throttled => Json(503, """{"message":"Service Unavailable"}"""),
            _ => Json(500, """{"message":"Internal Server Error"}"""),
        },
        FrontKind.RestApi => failure switch
        {
            FrontFailure.BadRequest => Json(400, """{"message": "Bad Request"}""", "BadRequestException"),
            FrontFailure.RequestTooLarge => Json(413, """{"message": "Request Too Long"}""", "RequestTooLargeException"),
            FrontFailure.TimedOut => Json(504, """{"message": "Endpoint request timed out"}""", "InternalServerErrorException"),
            FrontFailure.Throttled => Json(500, """{"message": "Internal server error"}""", "InternalServerErrorException"),
            _ => Json(502, """{"message": "Internal server error"}""", "InternalServerErrorException"),
        },
        FrontKind.FunctionUrl => failure switch
        {
            FrontFailure.BadRequest => Json(400, """{"Message":"Bad Request"}"""),
            FrontFailure.RequestTooLarge => Json(413, """{"Message":"Request must be smaller than 6291456 bytes for the InvokeFunction operation"}"""),
            FrontFailure.Throttled => Json(429, """{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"""),
            _ => Json(502, "Internal Server Error"),
        },
        _ => failure switch
        {
            FrontFailure.BadRequest => Html(400, "400 Bad Request"),
            FrontFailure.RequestTooLarge => Html(413, "413 Request Entity Too Large"),
            _ => Html(502, "502 Bad Gateway"),
        },
    };

    private static FrontAnswer Json(int status, string body, string? errorType = null)
    {
        var answer = new FrontAnswer { Status = status, Headers = [new("Content-Type", "application/json")], Body = Encoding.UTF8.GetBytes(body) };
        if (errorType is not null)
            answer.Headers.Add(new("x-amzn-ErrorType", errorType));
        return answer;
    }

    private static FrontAnswer Html(int status, string title) => new()
    {
        Status = status,
        Headers = [new("Server", "awselb/2.0"), new("Content-Type", "text/html")],
        Body = Encoding.UTF8.GetBytes($"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"),
    };
}

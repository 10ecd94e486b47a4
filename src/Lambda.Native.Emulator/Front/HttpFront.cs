using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Native.Emulator;

/// <summary>An address where any HTTP request becomes an event of one of AWS's fronts, and the function's answer an HTTP response again.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private const int MaxEventLength = 6 << 20;
    private const int MaxLoadBalancerLength = 1 << 20;

    private readonly WebApplication _server;

    private HttpFront(WebApplication server)
    {
        _server = server;
        Address = new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where the front listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts listening before an emulator's function, at the emulator's address and with its allowed hosts.</summary>
    /// <exception cref="IOException">The port is taken, and with <see cref="FrontOptions.NextFreePort"/> the hundred after it.</exception>
    public static async Task<HttpFront> StartAsync(FrontOptions options, LambdaEmulator emulator)
    {
        EmulatorOptions own = emulator.Options;
        FrontOptions placed = options with
        {
            Address = own.Address,
            AllowedHosts = own.AllowedHosts,
            Region = own.Region,
            IsDebugging = () => emulator.ProcessIds.Any(ProcessFacts.IsDebugged),
        };
        HttpFront front = await StartAsync(placed, emulator.Function);
        emulator.Fronts[options.Kind.Describe()] = front.Address;
        return front;
    }

    internal static Task<HttpFront> StartAsync(FrontOptions options, IFunctionInvoker function) =>
        FreePort.StartAsync(options.Port, options.NextFreePort, port => StartAsync(options, function, port));

    private static async Task<HttpFront> StartAsync(FrontOptions options, IFunctionInvoker function, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, port);
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxTaken;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.AddServerHeader = false;
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.UTF8;
        });
        WebApplication server = builder.Build();
        var guard = new HostGuard(options.Address, options.AllowedHosts);
        server.Run(context => guard.FrontRefusal(context.Request) is { } reason ? RefuseAsync(context, reason) : new Exchange(context, options, function).RunAsync());
        try
        {
            await server.StartAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        return new HttpFront(server);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = 403;
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }

    /// <summary>One request and its answer.</summary>
    private sealed class Exchange(HttpContext context, FrontOptions options, IFunctionInvoker function)
    {
        // Kestrel writes them; a 204 or 304 has no length.
        private static readonly HashSet<string> s_ownHeaders = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Content-Length", "Keep-Alive", "Transfer-Encoding", "Upgrade" };

        private readonly string _requestId = FrontIds.NewRequest(options.Kind);
        private FrontRequest _request = null!;

        internal async Task RunAsync()
        {
            int most = options.Kind switch
            {
                FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue => MaxLoadBalancerLength,
                FrontKind.FunctionUrl => MaxEventLength,
                _ => 10 << 20,
            };
            try
            {
                _request = FrontRequest.Of(context, await RequestBody.ReadAsync(context.Request, most));
            }
            catch (RequestTooLargeException)
            {
                _request = FrontRequest.Of(context, []);
                await FailAsync(FrontFailure.RequestTooLarge, $"the body is larger than {most >> 20} MB");
                return;
            }
            ReadOnlyMemory<byte> lambdaEvent;
            try
            {
                lambdaEvent = FrontEvent.Write(_request, options, _requestId);
            }
            catch (BadRequestException exception)
            {
                await FailAsync(FrontFailure.BadRequest, exception.Message);
                return;
            }
            if (lambdaEvent.Length > MaxEventLength)
            {
                await FailAsync(FrontFailure.RequestTooLarge, "the event is larger than the 6 MB of a Lambda invocation");
                return;
            }
            try
            {
                await InvokeAsync(lambdaEvent);
            }
            catch (TooManyInvocationsException)
            {
                await FailAsync(FrontFailure.Throttled, "as many events as may be at the same time are with the function");
            }
            catch (OperationCanceledException)
            {
                // The emulator ends.
                context.Abort();
            }
        }

        private async Task InvokeAsync(ReadOnlyMemory<byte> lambdaEvent)
        {
            var invocation = new InvocationOptions
            {
                TraceId = $"{_request.TraceRoot};Parent={Guid.NewGuid().ToString("N")[..16]};Sampled=0",
                RequestId = options.Kind == FrontKind.FunctionUrl ? _requestId : null,
            };
            // A client that hangs up does not stop the function, here as there.
            if (options.Kind is FrontKind.FunctionUrl or FrontKind.RestApi)
            {
                if (await WaitAsync(function.InvokeStreamingAsync(lambdaEvent, invocation, CancellationToken.None)) is { } stream)
                    await AnswerAsync(stream);
            }
            else if (await WaitAsync(function.InvokeAsync(lambdaEvent, invocation, CancellationToken.None)) is { } result)
            {
                await AnswerAsync(result.Payload, result.FunctionError);
            }
        }

        /// <summary>Null when the front has waited long enough and has said so.</summary>
        private async Task<T?> WaitAsync<T>(Task<T> invocation)
            where T : class
        {
            TimeSpan? limit = options.Kind switch
            {
                FrontKind.HttpApi or FrontKind.HttpApiFormat1 => options.IntegrationTimeout ?? TimeSpan.FromSeconds(30),
                FrontKind.RestApi => options.IntegrationTimeout ?? TimeSpan.FromSeconds(29),
                _ => null,
            };
            while (limit is { } time)
            {
                try
                {
                    return await invocation.WaitAsync(time);
                }
                catch (TimeoutException) when (options.IsDebugging())
                {
                }
                catch (TimeoutException)
                {
                    await FailAsync(FrontFailure.TimedOut, string.Create(CultureInfo.InvariantCulture, $"the function has not answered within {time.TotalSeconds:0.###} s; it still runs"));
                    return null;
                }
            }
            return await invocation;
        }

        private async Task AnswerAsync(InvocationStream stream)
        {
            try
            {
                if (stream.FunctionError is not null)
                    await FailAsync(FrontFailure.FunctionFailed, "the function failed");
                else if (EventBody.MediaType(stream.ContentType).Equals(StreamPrelude.ContentType, StringComparison.OrdinalIgnoreCase))
                    await AnswerStreamedAsync(stream);
                else if (stream.Streamed && options.Kind == FrontKind.FunctionUrl)
                    await SendAsync(stream, new FrontAnswer { Status = 200, Headers = [new("Content-Type", stream.ContentType)] });
                else
                    await AnswerBufferedAsync(stream);
            }
            finally
            {
                await stream.Body.CompleteAsync();
            }
        }

        private async Task AnswerStreamedAsync(InvocationStream stream)
        {
            FrontAnswer answer;
            try
            {
                using JsonDocument prelude = await StreamPrelude.ReadAsync(stream.Body);
                answer = FrontAnswerReader.ReadPrelude(prelude.RootElement, options.Kind);
            }
            catch (MalformedAnswerException exception)
            {
                await FailAsync(FrontFailure.MalformedAnswer, exception.Message);
                return;
            }
            await SendAsync(stream, answer);
        }

        /// <summary>Every chunk goes on at once; an error in mid-stream cuts the response off, so that the client sees that it is not whole.</summary>
        private async Task SendAsync(InvocationStream stream, FrontAnswer answer)
        {
            Begin(answer);
            await context.Response.StartAsync();
            bool mayHaveBody = MayHaveBody(answer.Status);
            while (true)
            {
                ReadResult read = await stream.Body.ReadAsync();
                if (mayHaveBody)
                {
                    foreach (ReadOnlyMemory<byte> part in read.Buffer)
                        await context.Response.BodyWriter.WriteAsync(part);
                }
                stream.Body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
            if ((await stream.End).FunctionError is null)
                return;
            const string what = "the function failed while its answer was on its way: the response is cut off";
            Log(what);
            // Kestrel sends what there is and closes the connection without the end of the body; Abort() would take back what is not yet with the client.
            throw new IOException(what);
        }

        private async Task AnswerBufferedAsync(InvocationStream stream)
        {
            var payload = new ArrayBufferWriter<byte>();
            while (true)
            {
                ReadResult read = await stream.Body.ReadAsync();
                foreach (ReadOnlyMemory<byte> part in read.Buffer)
                    payload.Write(part.Span);
                stream.Body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
            await AnswerAsync(payload.WrittenMemory, (await stream.End).FunctionError);
        }

        private async Task AnswerAsync(ReadOnlyMemory<byte> payload, string? functionError)
        {
            if (functionError is not null)
            {
                await FailAsync(FrontFailure.FunctionFailed, "the function failed");
                return;
            }
            if (options.Kind is FrontKind.LoadBalancer or FrontKind.LoadBalancerMultiValue && payload.Length > MaxLoadBalancerLength)
            {
                await FailAsync(FrontFailure.MalformedAnswer, "the answer is larger than the 1 MB that a load balancer takes");
                return;
            }
            FrontAnswer answer;
            try
            {
                answer = FrontAnswerReader.Read(payload, options, _request);
            }
            catch (MalformedAnswerException exception)
            {
                await FailAsync(FrontFailure.MalformedAnswer, exception.Message);
                return;
            }
            await SendAsync(answer);
        }

        private Task FailAsync(FrontFailure failure, string why)
        {
            FrontAnswer answer = failure.ToAnswer(options.Kind);
            Log($"{answer.Status}: {why}");
            return SendAsync(answer);
        }

        private async Task SendAsync(FrontAnswer answer)
        {
            Begin(answer);
            if (!MayHaveBody(answer.Status))
                return;
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body);
        }

        private void Begin(FrontAnswer answer)
        {
            context.Response.StatusCode = answer.Status;
            if (answer.Reason is not null)
                context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = answer.Reason;
            foreach ((string name, string value) in answer.Headers)
            {
                if (!s_ownHeaders.Contains(name))
                    context.Response.Headers.Append(name, value);
            }
            foreach ((string name, string value) in Identifiers())
                context.Response.Headers[name] = value;
        }

        private IEnumerable<(string Name, string Value)> Identifiers() => options.Kind switch
        {
            FrontKind.HttpApi or FrontKind.HttpApiFormat1 => [("Apigw-Requestid", _requestId)],
            FrontKind.RestApi => [("x-amzn-RequestId", _requestId), ("x-amz-apigw-id", FrontIds.NewExtended()), ("X-Amzn-Trace-Id", _request.TraceRoot)],
            FrontKind.FunctionUrl => [("x-amzn-RequestId", _requestId), ("X-Amzn-Trace-Id", _request.TraceRoot)],
            _ => [],
        };

        private static bool MayHaveBody(int status) => status is not (204 or 205 or 304);

        private void Log(string text) => options.Log($"{options.Kind.Describe()}: {_request.Method} {_request.RawPath}: {text}");
    }
}

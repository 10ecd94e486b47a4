using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Lambda.Native.Emulator;

namespace Lambda.Native.Testing;

/// <summary>A function on a local Lambda of its own. Disposing it ends its processes, their children and the Lambda.</summary>
/// <remarks>Its methods may be called from several threads; events beyond <see cref="LambdaTestOptions.Concurrency"/> wait for their turn.</remarks>
public sealed class LambdaTestFunction : IAsyncDisposable
{
    // On top of all that the function itself may take.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly LambdaEmulator _emulator;
    private readonly IDisposable?[] _folders;
    private readonly InProcessProgram? _program;
    private readonly LogCollector _log;
    private readonly TimeSpan _patience;
    private readonly List<HttpFront> _fronts = [];
    private readonly List<HttpClient> _clients = [];
    private long _progress;
    private int _disposed;

    private LambdaTestFunction(LambdaEmulator emulator, LogCollector log, LambdaTestOptions options, IDisposable?[] folders, InProcessProgram? program = null)
    {
        (_emulator, _log, _folders, _program) = (emulator, log, folders, program);
        // A failed initialisation is tried once more, within an invocation's time.
        _patience = options.InitTimeout + (2 * options.Timeout) + s_grace;
    }

    /// <summary>Where the AWS SDKs and CLI invoke it: their endpoint URL.</summary>
    public Uri Endpoint => _emulator.Address;

    /// <summary>All that it and Lambda have logged; of more than a megabyte the end.</summary>
    public string Log => _log.Text;

    /// <param name="command">What starts it.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="package">What it was unpacked into; disposed with it, and where it does not start.</param>
    internal static async Task<LambdaTestFunction> StartAsync(FunctionCommand command, LambdaTestOptions options, IDisposable? package = null)
    {
        LayerFolder? layers = null;
        try
        {
            layers = LayerFolder.Create(options.Layers);
            LambdaEmulator emulator = await LambdaEmulator.StartAsync(options.ToEmulatorOptions(command, layers?.Path));
            var log = new LogCollector();
            emulator.Log.Written += log.Write;
            return new LambdaTestFunction(emulator, log, options, [layers, package]);
        }
        catch (Exception failure)
        {
            layers?.Dispose();
            package?.Dispose();
            if (failure is CommandLineException)
                throw new LambdaTestException(failure.Message);
            throw;
        }
    }

    internal static async Task<LambdaTestFunction> StartInProcessAsync(Assembly assembly, Action main, LambdaTestOptions options)
    {
        LambdaEmulator emulator = await LambdaEmulator.StartAsync(options.ToEmulatorOptions(command: null, layerFolder: null));
        var log = new LogCollector();
        emulator.Log.Written += log.Write;
        Task ready = emulator.FirstNext;
        InProcessProgram program = InProcessProgram.Start(emulator, assembly, main);
        var function = new LambdaTestFunction(emulator, log, options, [], program);
        do
        {
            await Task.WhenAny(ready, program.Ended, Task.Delay(options.InitTimeout));
        }
        while (Debugger.IsAttached && !ready.IsCompleted && !program.Ended.IsCompleted);
        if (ready.IsCompleted)
            return function;
        await function.DisposeAsync();
        throw program.Ended.IsCompleted
            ? new LambdaTestException($"The function's program ended before it asked for an event. {program.Ended.Result?.Message}\nIts log:\n{function.Log}", program.Ended.Result)
            : new LambdaTestException($"The function's program has not asked for an event within {options.InitTimeout.TotalSeconds:0.##} s. Its log:\n{function.Log}");
    }

    /// <summary>Has the function handle an event, and waits until it is done. What the function does wrong is in the result.</summary>
    /// <param name="lambdaEvent">The event, as JSON.</param>
    /// <param name="options">What an invoker may say besides: a client context, a Cognito identity, a tenant.</param>
    /// <param name="cancellation">Ends the wait; the function goes on.</param>
    /// <exception cref="ArgumentException">The event is no JSON, or larger than the 6 MB that Lambda takes.</exception>
    /// <exception cref="LambdaTestException">The function has neither answered nor failed in all the time it may take.</exception>
    public Task<LambdaTestResult> InvokeAsync(string lambdaEvent, InvocationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lambdaEvent);
        return InvokeAsync(Encoding.UTF8.GetBytes(lambdaEvent), options, cancellation);
    }

    /// <inheritdoc cref="InvokeAsync(string, InvocationOptions?, CancellationToken)"/>
    public async Task<LambdaTestResult> InvokeAsync(ReadOnlyMemory<byte> lambdaEvent, InvocationOptions? options = null, CancellationToken cancellation = default)
    {
        InvocationOptions prepared = Prepare(lambdaEvent.Span, options);
        _log.Begin(prepared.RequestId!);
        try
        {
            InvocationResult result = await WaitAsync(_emulator.Function.InvokeAsync(lambdaEvent, prepared, cancellation));
            return new LambdaTestResult(result, _log.End(result.RequestId));
        }
        finally
        {
            _log.End(prepared.RequestId!);
        }
    }

    /// <summary>Has the function handle an event that is written as JSON, and reads its answer from JSON.</summary>
    /// <param name="lambdaEvent">The event.</param>
    /// <param name="json">How both are written and read; null for the rules of the web (camel case), which are the function's own.</param>
    /// <param name="cancellation">Ends the wait; the function goes on.</param>
    /// <exception cref="LambdaTestException">The function failed, answered something else, or not at all; the message has its log.</exception>
    public async Task<TAnswer?> InvokeAsync<TEvent, TAnswer>(TEvent lambdaEvent, JsonSerializerOptions? json = null, CancellationToken cancellation = default)
    {
        byte[] written = JsonSerializer.SerializeToUtf8Bytes(lambdaEvent, json ?? LambdaTestResult.Json);
        return (await InvokeAsync(written, null, cancellation)).Read<TAnswer>(json);
    }

    /// <summary>Has the function handle an event, and returns with the first byte of its answer.</summary>
    /// <inheritdoc cref="InvokeAsync(string, InvocationOptions?, CancellationToken)"/>
    public async Task<LambdaTestStream> InvokeStreamingAsync(string lambdaEvent, InvocationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lambdaEvent);
        byte[] bytes = Encoding.UTF8.GetBytes(lambdaEvent);
        InvocationOptions prepared = Prepare(bytes, options);
        _log.Begin(prepared.RequestId!);
        InvocationStream stream;
        try
        {
            stream = await WaitAsync(_emulator.Function.InvokeStreamingAsync(bytes, prepared, cancellation));
        }
        catch
        {
            _log.End(prepared.RequestId!);
            throw;
        }
        return new LambdaTestStream(stream.RequestId, stream.ContentType, stream.Body.AsStream(), EndAsync(stream.End));

        async Task<LambdaTestResult> EndAsync(Task<InvocationResult> end)
        {
            InvocationResult result = await WaitAsync(end);
            return new LambdaTestResult(result, _log.End(result.RequestId));
        }
    }

    /// <summary>A client whose requests become the events of one of AWS's fronts, and the function's answers HTTP responses again. It follows no redirects and keeps no cookies.</summary>
    /// <param name="front">What stands before the function.</param>
    /// <returns>A client with the front's address, disposed with the function.</returns>
    public async Task<HttpClient> CreateHttpClientAsync(FrontKind front = FrontKind.FunctionUrl)
    {
        HttpFront started = await HttpFront.StartAsync(new FrontOptions { Kind = front, Log = line => _log.Write(LogSource.Platform, null, Encoding.UTF8.GetBytes(line + "\n")) }, _emulator);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = started.Address, Timeout = _patience };
        lock (_fronts)
        {
            _fronts.Add(started);
            _clients.Add(client);
        }
        return client;
    }

    /// <summary>Ends the function's processes, with their children, and the Lambda.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        foreach (HttpClient client in _clients)
            client.Dispose();
        foreach (HttpFront front in _fronts)
            await front.DisposeAsync();
        _program?.Stop();
        await _emulator.DisposeAsync();
        if (_program is not null)
            await _program.WaitForEndAsync();
        foreach (IDisposable? folder in _folders)
            folder?.Dispose();
    }

    private static InvocationOptions Prepare(ReadOnlySpan<byte> lambdaEvent, InvocationOptions? options)
    {
        if (lambdaEvent.Length > InvokeRequest.MaxEventLength)
            throw new ArgumentException($"The event is {lambdaEvent.Length} bytes long; Lambda takes {InvokeRequest.MaxEventLength}.", nameof(lambdaEvent));
        if (InvokeRequest.JsonError(lambdaEvent) is { } error)
            throw new ArgumentException($"The event is no JSON, which is all that Lambda takes: {error}", nameof(lambdaEvent));
        options ??= InvocationOptions.Default;
        // With the log's tail, so that the result comes after the REPORT line.
        return options with { RequestId = options.RequestId ?? Guid.NewGuid().ToString(), LogTail = true };
    }

    /// <summary>The function's own limits end every invocation. Should they ever not, this does: when for as long as one may take, none has ended.</summary>
    private async Task<T> WaitAsync<T>(Task<T> answer)
    {
        while (true)
        {
            long before = Interlocked.Read(ref _progress);
            try
            {
                T result = await answer.WaitAsync(_patience);
                Interlocked.Increment(ref _progress);
                return result;
            }
            catch (TooManyInvocationsException)
            {
                throw new LambdaTestException("More events wait for the function than make sense: a thousand.");
            }
            catch (TimeoutException) when (!answer.IsCompleted)
            {
                if (before == Interlocked.Read(ref _progress) && !IsDebugged())
                    throw new LambdaTestException($"The function has neither answered nor failed within {_patience.TotalSeconds:0.##} s{(_program is null ? "" : "; a handler in the test's own process may still be busy with the event before")}. Its log:\n{Log}");
            }
        }
    }

    private bool IsDebugged() => Debugger.IsAttached || _emulator.ProcessIds.Any(ProcessFacts.IsDebugged);
}

using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Lambda.Native.Emulator.Tests;

/// <summary>How fast and how far a streamed answer goes.</summary>
public sealed class StreamLimitTests
{
    private const long Mebi = 1 << 20;

    private readonly SteppingTime _time = new();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(6 * Mebi, 0)]
    [InlineData(8 * Mebi, 1)]
    [InlineData(10 * Mebi, 2)]
    public async Task The_first_six_MiB_are_as_fast_as_they_come_and_the_rest_is_two_a_second(long length, double seconds)
    {
        (long passed, byte[]? error) = await StreamAsync(length, throttle: true);
        Assert.Equal((length, null), (passed, error));
        Assert.Equal(seconds, _time.Now.TotalSeconds, 0.01);
    }

    [Fact]
    public async Task A_pause_is_not_made_up_for()
    {
        // Half a minute after the first 6 MiB: they would have paid for 60 more.
        (long passed, _) = await StreamAsync(10 * Mebi, throttle: true, at => at == 6 * Mebi ? TimeSpan.FromSeconds(30) : TimeSpan.Zero);
        Assert.Equal(10 * Mebi, passed);
        Assert.Equal(32, _time.Now.TotalSeconds, 0.01);
    }

    [Fact]
    public async Task It_is_not_slowed_down_where_nobody_wants_that()
    {
        Assert.Equal((20 * Mebi, null), await StreamAsync(20 * Mebi, throttle: false));
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task Two_hundred_MiB_pass_and_not_a_byte_more()
    {
        Assert.Equal((200 * Mebi, null), await StreamAsync(200 * Mebi, throttle: false));
        (long passed, byte[]? error) = await StreamAsync(200 * Mebi + 1, throttle: false);
        Assert.Equal(200 * Mebi, passed);
        Assert.Equal("Function.ResponseSizeTooLarge", JsonDocument.Parse(error!).RootElement.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task A_stream_of_two_hundred_MiB_and_a_byte_is_cut_off_for_both_sides()
    {
        await using AttachedRuntime runtime = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(5), Throttle = false });
        Task<InvocationStream> invocation = runtime.Emulator.Function.InvokeStreamingAsync("1"u8.ToArray(), InvocationOptions.Default, CancellationToken.None);
        GivenEvent given = await runtime.NextAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2018-06-01/runtime/invocation/{given.RequestId}/response") { Content = new StreamContent(new Zeros(200 * Mebi + 1)) };
        request.Headers.Add("Lambda-Runtime-Function-Response-Mode", "streaming");
        request.Headers.TransferEncodingChunked = true;
        Task<HttpResponseMessage> sent = runtime.Http.SendAsync(request);
        InvocationStream stream = await invocation;
        Assert.Equal(200 * Mebi, await ReadAsync(stream.Body));
        using HttpResponseMessage refused = await sent;
        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        // Done when the runtime asks for more.
        Task<GivenEvent> next = runtime.NextAsync();
        InvocationResult end = await stream.End;
        Assert.Contains("Function.ResponseSizeTooLarge", System.Text.Encoding.UTF8.GetString(end.Payload.Span));
        Task<HttpResponseMessage> second = runtime.InvokeAsync("2");
        await runtime.AnswerAsync(await next, "2");
        (await second).Dispose();
    }

    private async Task<(long Passed, byte[]? Error)> StreamAsync(long length, bool throttle, Func<long, TimeSpan>? pause = null)
    {
        var stream = new ResponseStream(new EmulatorOptions { Throttle = throttle, Time = _time });
        var context = new DefaultHttpContext();
        context.Request.Body = new Zeros(length, at => _time.Step(pause?.Invoke(at) ?? TimeSpan.Zero));
        Task<StreamEnd> sent = stream.CopyFromAsync(context.Request);
        long passed = await ReadAsync(stream.Reader);
        return (passed, (await sent).Error);
    }

    private static async Task<long> ReadAsync(PipeReader reader)
    {
        long passed = 0;
        while (true)
        {
            ReadResult read = await reader.ReadAsync();
            passed += read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return passed;
        }
    }

    /// <summary>As many zeros as asked for, of which each read gives what fits; a listener hears where it is before each.</summary>
    private sealed class Zeros(long length, Action<long>? reading = null) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            // To ask with nothing to fill is to wait for more.
            if (!buffer.IsEmpty)
                reading?.Invoke(_at);
            int some = (int)Math.Min(buffer.Length, length - _at);
            buffer[..some].Clear();
            _at += some;
            return some;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

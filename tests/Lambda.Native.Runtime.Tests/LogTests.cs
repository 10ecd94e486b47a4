using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Lambda.Native.Handlers;
using Lambda.Native.Logging;

namespace Lambda.Native.Runtime.Tests;

/// <summary>The log settings are the process's: while they are changed no other test may log.</summary>
[CollectionDefinition("log settings", DisableParallelization = true)]
public sealed class LogSettingsCollection;

/// <summary>Records in the frames of the telemetry descriptor, read back from a file.</summary>
[Collection("log settings")]
public sealed class LogTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private FileStream? _file;

    public void Dispose()
    {
        LogSettings.Forget();
        _file?.Dispose();
        File.Delete(_path);
    }

    private sealed record Frame(uint Type, DateTime Time, string Text);

    private List<Frame> Capture(bool json, LambdaLogLevel level, Action<LambdaContext> handler)
    {
        _file?.Dispose();
        _file = new FileStream(_path, FileMode.Create, FileAccess.ReadWrite);
        LogSettings.Current = new LogSettings { Json = json, Level = level, TelemetryDescriptor = (int)_file.SafeFileHandle.DangerousGetHandle() };
        LoopHarness.Answer(new RawHandlerAdapter((_, answer, context) =>
        {
            handler(context);
            answer.GetSpan(1)[0] = (byte)'1';
            answer.Advance(1);
        }), "{}", "Lambda-Runtime-Trace-Id: Root=1-a\r\nLambda-Runtime-Aws-Tenant-Id: blue\r\n");
        LogSettings.Forget();

        byte[] bytes = File.ReadAllBytes(_path);
        var frames = new List<Frame>();
        for (int at = 0; at < bytes.Length;)
        {
            uint type = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4));
            var time = DateTime.UnixEpoch.AddMicroseconds(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at + 8)));
            frames.Add(new Frame(type, time, new UTF8Encoding(false, true).GetString(bytes, at + 16, length)));
            at += 16 + length;
        }
        return frames;
    }

    [Fact]
    public void Text_records_have_time_id_level_and_message()
    {
        int answer = 42;
        DateTime before = DateTime.UtcNow;
        Frame frame = Assert.Single(Capture(json: false, LambdaLogLevel.Info, context => context.Log.Info($"the answer is {answer}, {1.5:0.00}, {"ö"}\nin two lines")));
        Assert.Equal(0xa55a000fu, frame.Type);
        Assert.InRange(frame.Time, before.AddMilliseconds(-1), DateTime.UtcNow.AddMilliseconds(1));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t8476a536-e9f4-11e8-9739-2dfe598c3fcd\tINFO\tthe answer is 42, 1\.50, ö\nin two lines$", frame.Text);
    }

    [Fact]
    public void JSON_records_have_the_fields_that_the_platform_knows()
    {
        List<Frame> frames = Capture(json: true, LambdaLogLevel.Trace, context =>
        {
            context.Log.Warn("say \"hello\"\n");
            context.Log.Error("it broke", new InvalidOperationException("outer", new TimeoutException("inner")));
        });
        Assert.Equal([0xa55a0012u, 0xa55a0016u], frames.Select(f => f.Type));
        JsonElement warning = JsonDocument.Parse(frames[0].Text).RootElement;
        Assert.Equal(("WARN", "say \"hello\"\n", "8476a536-e9f4-11e8-9739-2dfe598c3fcd", "Root=1-a", "blue"),
            (Field(warning, "level"), Field(warning, "message"), Field(warning, "requestId"), Field(warning, "traceId"), Field(warning, "tenantId")));
        Assert.True(DateTimeOffset.TryParse(Field(warning, "timestamp"), out _));
        JsonElement error = JsonDocument.Parse(frames[1].Text).RootElement;
        Assert.Equal(("InvalidOperationException", "outer"), (Field(error, "errorType"), Field(error, "errorMessage")));
        Assert.Contains(error.GetProperty("stackTrace").EnumerateArray(), line => line.GetString()!.Contains("inner"));
    }

    [Theory]
    [InlineData(LambdaLogLevel.Trace, 6)]
    [InlineData(LambdaLogLevel.Info, 4)]
    [InlineData(LambdaLogLevel.Error, 2)]
    [InlineData(LambdaLogLevel.Fatal, 1)]
    public void The_level_filters_and_spares_the_work(LambdaLogLevel level, int expected)
    {
        int evaluated = 0;
        int Count() => ++evaluated;
        List<Frame> frames = Capture(json: false, level, context =>
        {
            context.Log.Trace($"{Count()}");
            context.Log.Debug($"{Count()}");
            context.Log.Info($"{Count()}");
            context.Log.Warn($"{Count()}");
            context.Log.Error($"{Count()}");
            context.Log.Fatal($"{Count()}");
        });
        Assert.Equal((expected, expected), (frames.Count, evaluated));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_record_too_long_is_cut_at_a_character_and_says_so(bool json)
    {
        Frame frame = Assert.Single(Capture(json, LambdaLogLevel.Info, context => context.Log.Info(new string('é', 200_000))));
        Assert.InRange(Encoding.UTF8.GetByteCount(frame.Text), 200_000, (256 << 10) - 26);
        string message = json ? Field(JsonDocument.Parse(frame.Text).RootElement, "message")! : frame.Text;
        Assert.Matches(@"é…\[\d+ bytes cut\]$", message);
    }

    [Fact]
    public void A_message_full_of_what_JSON_escapes_stays_within_the_limit_and_whole()
    {
        Frame frame = Assert.Single(Capture(json: true, LambdaLogLevel.Info, context => context.Log.Info(new string('\u0001', 250_000))));
        Assert.InRange(frame.Text.Length, 100_000, (256 << 10) - 26);
        Assert.EndsWith("bytes cut]", Field(JsonDocument.Parse(frame.Text).RootElement, "message"));
    }

    [Fact]
    public void A_part_that_logs_while_it_is_written_gets_a_record_of_its_own()
    {
        List<Frame> frames = Capture(json: false, LambdaLogLevel.Info, context => context.Log.Info($"outer {new Chatty(context)} end"));
        Assert.EndsWith("inner", frames[0].Text);
        Assert.EndsWith("outer chatty end", frames[1].Text);
    }

    [Fact]
    public void Alignment_pads_to_either_side()
    {
        int n = 7;
        Assert.EndsWith("[  7|7  |1234]", Assert.Single(Capture(json: false, LambdaLogLevel.Info, context => context.Log.Info($"[{n,3}|{n,-3}|{1234,3}]"))).Text);
    }

    [Fact]
    public void A_record_after_its_invocation_has_no_id()
    {
        LambdaLog kept = default;
        Capture(json: false, LambdaLogLevel.Info, context => kept = context.Log);
        List<Frame> frames = Capture(json: false, LambdaLogLevel.Info, _ => kept.Info("late"));
        Assert.Contains("\t-\tINFO\tlate", Assert.Single(frames).Text);
    }

    [Fact]
    public void Writing_a_record_leaves_no_garbage()
    {
        long allocated = -1;
        Capture(json: true, LambdaLogLevel.Info, context =>
        {
            for (int i = 0; i < 100; i++)
                context.Log.Info($"warm {i} up {"x"}");
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                context.Log.Info($"number {i} and {"text"}");
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_failure_of_a_handler_is_logged_with_the_ids_of_its_invocation(bool json)
    {
        Frame frame = Assert.Single(Capture(json, LambdaLogLevel.Info, _ => throw new InvalidOperationException("broken")));
        Assert.Contains("8476a536-e9f4-11e8-9739-2dfe598c3fcd", frame.Text);
        Assert.Contains("broken", frame.Text);
        if (json)
            Assert.Equal(("Root=1-a", "blue"), (Field(JsonDocument.Parse(frame.Text).RootElement, "traceId"), Field(JsonDocument.Parse(frame.Text).RootElement, "tenantId")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_exception_that_cannot_be_described_is_logged_all_the_same(bool json)
    {
        Frame frame = Assert.Single(Capture(json, LambdaLogLevel.Info, _ => throw new HostileException()));
        Assert.Contains("describing it failed with NotSupportedException", frame.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_exception_with_an_endless_message_is_cut_and_the_record_stays_whole(bool json)
    {
        Frame frame = Assert.Single(Capture(json, LambdaLogLevel.Info, _ => throw new InvalidOperationException(new string('x', 400_000))));
        Assert.InRange(Encoding.UTF8.GetByteCount(frame.Text), 1, (256 << 10) - 26);
        if (json)
            Assert.Equal("InvalidOperationException", Field(JsonDocument.Parse(frame.Text).RootElement, "errorType"));
        else
            Assert.Matches(@"ERROR\tFunction\.InvalidOperationException\n.*…\[\d+ bytes cut\]$", frame.Text);
    }

    [Fact]
    public void A_closed_descriptor_never_fails_an_invocation()
    {
        LogSettings.Current = new LogSettings { Json = false, Level = LambdaLogLevel.Info, TelemetryDescriptor = 9999 };
        Assert.Contains("/response ", LoopHarness.Answer(new RawHandlerAdapter((_, _, context) => context.Log.Info("x")), "{}"));
    }

    private static string? Field(JsonElement record, string name) => record.GetProperty(name).GetString();

    private sealed class HostileException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }

    private sealed class Chatty(LambdaContext context)
    {
        public override string ToString()
        {
            context.Log.Info($"{"inner"}");
            return "chatty";
        }
    }
}

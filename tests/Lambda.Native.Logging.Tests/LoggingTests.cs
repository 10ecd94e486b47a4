using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Lambda.Native.Logging.Tests;

/// <summary>Records, read back from a file in the place of the telemetry descriptor.</summary>
public sealed class LoggingTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly FileStream _file;

    public LoggingTests()
    {
        _file = new FileStream(_path, FileMode.Create, FileAccess.ReadWrite);
        LogSettings.Current = new LogSettings { Json = true, Level = LambdaLogLevel.Debug, TelemetryDescriptor = (int)_file.SafeFileHandle.DangerousGetHandle() };
    }

    public void Dispose()
    {
        LogSettings.Forget();
        _file.Dispose();
        File.Delete(_path);
    }

    private List<(string? Level, string? Message, string? ErrorType)> Records()
    {
        byte[] bytes = File.ReadAllBytes(_path);
        var records = new List<(string?, string?, string?)>();
        for (int at = 0; at < bytes.Length;)
        {
            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 4));
            JsonElement record = JsonDocument.Parse(bytes.AsMemory(at + 16, length)).RootElement;
            records.Add((record.GetProperty("level").GetString(), record.GetProperty("message").GetString(), record.TryGetProperty("errorType", out JsonElement type) ? type.GetString() : null));
            at += 16 + length;
        }
        return records;
    }

    [Fact]
    public void Entries_become_records_of_the_platforms_levels()
    {
        using (ILoggerFactory factory = LoggerFactory.Create(logging => logging.AddLambda().AddLambda().SetMinimumLevel(LogLevel.Trace)))
        {
            ILogger logger = factory.CreateLogger("Orders");
            Assert.False(logger.IsEnabled(LogLevel.Trace));
            Assert.False(logger.IsEnabled(LogLevel.None));
            logger.LogTrace("not written");
            logger.LogDebug("debug");
            logger.LogInformation("order {Id} of {Count}", 17, 3);
            logger.LogWarning("warning");
            logger.LogError(new TimeoutException("slow"), "error");
            logger.LogCritical("critical");
        }
        Assert.Equal(
            [
                ("DEBUG", "Orders: debug", null), ("INFO", "Orders: order 17 of 3", null), ("WARN", "Orders: warning", null),
                ("ERROR", "Orders: error", "TimeoutException"), ("FATAL", "Orders: critical", null),
            ],
            Records());
    }

    [Fact]
    public void Scopes_stand_in_front_of_the_message()
    {
        using (ILoggerFactory factory = LoggerFactory.Create(logging => logging.AddLambda()))
        {
            ILogger logger = factory.CreateLogger("C");
            using (logger.BeginScope("outer"))
            using (logger.BeginScope("inner"))
                logger.LogInformation("message");
        }
        Assert.Equal("C: outer => inner => message", Records().Single().Message);
    }

    [Fact]
    public void Lines_of_the_console_become_records_when_it_is_redirected()
    {
        TextWriter output = Console.Out, error = Console.Error;
        try
        {
            LambdaConsole.Redirect();
            Console.Write("one ");
            Console.Write('l');
            Console.WriteLine("ine");
            Console.Out.Flush();
            Console.Write("two\r\nthree\n");
            Console.Error.WriteLine("bad");
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
        Assert.Equal([("INFO", "one line", null), ("INFO", "two", null), ("INFO", "three", null), ("ERROR", "bad", null)], Records());
    }
}

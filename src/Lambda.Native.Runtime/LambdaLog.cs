using System.Runtime.CompilerServices;
using System.Text;
using Lambda.Native.Api;
using Lambda.Native.Logging;

namespace Lambda.Native;

/// <summary>
/// Writes log records with the request id of an invocation, in the format and from the level on that the function's
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html">log settings</see> say. One call is one record, however many
/// lines it has.
/// </summary>
/// <remarks>An interpolated string is written as UTF-8 straight into the record: no string is made, and where the level is not written its parts are not even evaluated.
/// A record is 256 KiB less 26 bytes at most; what is longer is cut at a character. A write that fails is ignored. May be used from any thread.</remarks>
public readonly struct LambdaLog
{
    private readonly Invocation? _invocation;
    private readonly int _generation;

    internal LambdaLog(Invocation? invocation)
    {
        _invocation = invocation;
        _generation = invocation?.Generation ?? 0;
    }

    /// <summary>Whether records of a level are written.</summary>
    public bool IsEnabled(LambdaLogLevel level) => level >= LogSettings.Current.Level;

    /// <summary>Writes a record.</summary>
    public void Write(LambdaLogLevel level, string message, Exception? exception = null)
    {
        if (IsEnabled(level))
            LogRecord.Write(level, Encoding.UTF8.GetBytes(message ?? ""), Owner, exception);
    }

    /// <summary>Writes a record of the level TRACE.</summary>
    public void Trace(string message) => Write(LambdaLogLevel.Trace, message);

    /// <inheritdoc cref="Trace(string)"/>
    public void Trace([InterpolatedStringHandlerArgument("")] ref LambdaLogMessage<LambdaLogLevels.Trace> message) => message.Write(Owner);

    /// <summary>Writes a record of the level DEBUG.</summary>
    public void Debug(string message) => Write(LambdaLogLevel.Debug, message);

    /// <inheritdoc cref="Debug(string)"/>
    public void Debug([InterpolatedStringHandlerArgument("")] ref LambdaLogMessage<LambdaLogLevels.Debug> message) => message.Write(Owner);

    /// <summary>Writes a record of the level INFO.</summary>
    public void Info(string message) => Write(LambdaLogLevel.Info, message);

    /// <inheritdoc cref="Info(string)"/>
    public void Info([InterpolatedStringHandlerArgument("")] ref LambdaLogMessage<LambdaLogLevels.Info> message) => message.Write(Owner);

    /// <summary>Writes a record of the level WARN.</summary>
    public void Warn(string message, Exception? exception = null) => Write(LambdaLogLevel.Warn, message, exception);

    /// <inheritdoc cref="Warn(string, Exception?)"/>
    public void Warn([InterpolatedStringHandlerArgument("")] ref LambdaLogMessage<LambdaLogLevels.Warn> message, Exception? exception = null) => message.Write(Owner, exception);

    /// <summary>Writes a record of the level ERROR.</summary>
    public void Error(string message, Exception? exception = null) => Write(LambdaLogLevel.Error, message, exception);

    /// <inheritdoc cref="Error(string, Exception?)"/>
    public void Error([InterpolatedStringHandlerArgument("")] ref LambdaLogMessage<LambdaLogLevels.Error> message, Exception? exception = null) => message.Write(Owner, exception);

    /// <summary>Writes a record of the level FATAL.</summary>
    public void Fatal(string message, Exception? exception = null) => Write(LambdaLogLevel.Fatal, message, exception);

    /// <inheritdoc cref="Fatal(string, Exception?)"/>
    public void Fatal([InterpolatedStringHandlerArgument("")] ref LambdaLogMessage<LambdaLogLevels.Fatal> message, Exception? exception = null) => message.Write(Owner, exception);

    /// <summary>A record that comes after its invocation is still a record, only without that invocation's id.</summary>
    private Invocation? Owner => _invocation is { } invocation && invocation.Generation == _generation ? invocation : null;
}

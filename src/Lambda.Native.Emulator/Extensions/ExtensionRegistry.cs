using System.Diagnostics;
using System.Text.Json;

namespace Lambda.Native.Emulator;

/// <summary>How a request to register an extension comes out.</summary>
internal enum RegistrationVerdict
{
    Accepted,
    AlreadyRegistered,
    Closed,
    TooMany,
}

/// <summary>
/// The extensions of one life of an execution environment, within the runtime's process and in processes of their own. An initialisation or an invocation is over when
/// each that had a part in it has asked for its next event.
/// </summary>
internal sealed class ExtensionRegistry
{
    /// <summary>Lambda's limit, internal and external ones together.</summary>
    internal const int MostExtensions = 10;

    private readonly object _gate = new();
    private readonly List<Extension> _extensions = [];
    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<long>? _whenIdle;
    private volatile int _busy;
    private volatile bool _heedsInvocations;
    private volatile bool _hasAny;
    private bool _closed;

    /// <summary>An extension says that it cannot start or go on, which ends the environment.</summary>
    internal event Action<Extension>? Failed;

    /// <summary>Whether nobody is waited for.</summary>
    internal bool IsIdle => _busy == 0;

    internal bool IsEmpty => !_hasAny;

    internal bool HasInternal
    {
        get
        {
            lock (_gate)
                return _extensions.Exists(extension => !extension.IsExternal);
        }
    }

    internal ExtensionReport[] Reports
    {
        get
        {
            lock (_gate)
                return [.. _extensions.Select(extension => extension.Report)];
        }
    }

    /// <summary>Completes when every external extension has registered; never without one.</summary>
    internal Task AllRegistered => _registered.Task;

    /// <summary>A process is started that has to register under this name.</summary>
    internal Extension Expect(string name)
    {
        var extension = new Extension(name, isExternal: true);
        lock (_gate)
        {
            _extensions.Add(extension);
            _hasAny = true;
            _busy++;
        }
        return extension;
    }

    internal RegistrationVerdict Register(string name, IReadOnlyList<string> events, out Extension? extension)
    {
        bool all;
        lock (_gate)
        {
            extension = _extensions.Find(item => item.Name == name);
            if (extension is { IsExternal: false } or { State: not ExtensionState.Started })
                return RegistrationVerdict.AlreadyRegistered;
            if (extension is null)
            {
                if (_closed)
                    return RegistrationVerdict.Closed;
                if (_extensions.Count >= MostExtensions)
                    return RegistrationVerdict.TooMany;
                _extensions.Add(extension = new Extension(name, isExternal: false));
                _hasAny = true;
                _busy++;
            }
            extension.State = ExtensionState.Registered;
            extension.Events = events;
            _heedsInvocations |= events.Contains(Extension.Invoke);
            all = _extensions.TrueForAll(item => item.State != ExtensionState.Started);
        }
        if (all)
            _registered.TrySetResult();
        return RegistrationVerdict.Accepted;
    }

    /// <summary>Whether the name is that of a program the emulator has started.</summary>
    internal bool IsExternal(string name)
    {
        lock (_gate)
            return _extensions.Exists(item => item.IsExternal && item.Name == name);
    }

    /// <summary>The runtime is there: extensions within its process come too late now.</summary>
    internal void CloseRegistration()
    {
        lock (_gate)
            _closed = true;
    }

    internal Extension? Find(string identifier)
    {
        lock (_gate)
            return _extensions.Find(item => item.Identifier == identifier);
    }

    /// <summary>The extension is done with what it had; waits for its next event.</summary>
    /// <returns>The event, or null when an extension that failed may not ask.</returns>
    internal async ValueTask<byte[]?> NextAsync(Extension extension, CancellationToken hungUp)
    {
        Action<long>? idle = null;
        lock (_gate)
        {
            if (extension.State is not (ExtensionState.Registered or ExtensionState.Ready or ExtensionState.Running))
                return null;
            if (extension.State == ExtensionState.Registered || (extension.State == ExtensionState.Running && extension.HasEvent))
            {
                extension.State = ExtensionState.Ready;
                if (--_busy == 0)
                    (idle, _whenIdle) = (_whenIdle, null);
            }
        }
        idle?.Invoke(Stopwatch.GetTimestamp());
        byte[] item = await extension.Queue.Reader.ReadAsync(hungUp);
        lock (_gate)
            extension.HasEvent = true;
        return item;
    }

    /// <summary>Has this called, with a <see cref="Stopwatch"/> timestamp, when nobody is waited for any more. False when that is so already.</summary>
    internal bool TryDefer(Action<long> whenIdle)
    {
        lock (_gate)
        {
            if (_busy == 0)
                return false;
            _whenIdle += whenIdle;
            return true;
        }
    }

    /// <summary>An extension says that it cannot start or go on. False when it may not say so now.</summary>
    internal bool TryFail(Extension extension, ExtensionState state, string errorType)
    {
        lock (_gate)
        {
            if (extension.State is not (ExtensionState.Registered or ExtensionState.Ready or ExtensionState.Running) || (state == ExtensionState.InitError && extension.State != ExtensionState.Registered))
                return false;
            extension.State = state;
            extension.ErrorType = errorType;
        }
        Failed?.Invoke(extension);
        return true;
    }

    /// <summary>The process of an external extension could not be started or has ended.</summary>
    internal void SetState(Extension extension, ExtensionState state, string? errorType = null)
    {
        lock (_gate)
        {
            if (extension.State is ExtensionState.InitError or ExtensionState.ExitError or ExtensionState.LaunchError)
                return;
            extension.State = state;
            extension.ErrorType = errorType;
        }
    }

    /// <summary>Tells those who asked for INVOKE, and waits for them from now on.</summary>
    internal void Tell(Invocation invocation)
    {
        if (!_heedsInvocations)
            return;
        byte[] item = Json(writer =>
        {
            writer.WriteString("eventType", Extension.Invoke);
            writer.WriteNumber("deadlineMs", invocation.Deadline.ToUnixTimeMilliseconds());
            writer.WriteString("requestId", invocation.RequestId);
            writer.WriteString("invokedFunctionArn", invocation.FunctionArn);
            writer.WriteStartObject("tracing");
            writer.WriteString("type", "X-Amzn-Trace-Id");
            writer.WriteString("value", invocation.TraceId);
            writer.WriteEndObject();
        });
        lock (_gate)
        {
            foreach (Extension extension in _extensions)
            {
                if (extension.State != ExtensionState.Ready || !extension.Events.Contains(Extension.Invoke))
                    continue;
                extension.State = ExtensionState.Running;
                extension.HasEvent = false;
                _busy++;
                extension.Queue.Writer.TryWrite(item);
            }
        }
    }

    /// <summary>Tells the external ones that asked for SHUTDOWN.</summary>
    internal void TellShutdown(string reason, DateTimeOffset deadline)
    {
        byte[] item = Json(writer =>
        {
            writer.WriteString("eventType", Extension.Shutdown);
            writer.WriteString("shutdownReason", reason);
            writer.WriteNumber("deadlineMs", deadline.ToUnixTimeMilliseconds());
        });
        lock (_gate)
        {
            foreach (Extension extension in _extensions.Where(extension => extension.Events.Contains(Extension.Shutdown)))
                extension.Queue.Writer.TryWrite(item);
        }
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var item = new MemoryStream();
        using (var writer = new Utf8JsonWriter(item))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return item.ToArray();
    }
}

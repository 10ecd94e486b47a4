using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>One subscriber and what waits for it. It never holds up who has something to tell: what is too much for it is dropped, and it hears how much that was.</summary>
internal sealed class TelemetrySubscriber : IAsyncDisposable
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly TelemetrySubscription _subscription;
    private readonly TelemetryDestination _destination;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Queue<byte[]> _waiting = new();
    private readonly Task _delivery;
    private long _waitingBytes;
    private long _since;
    private long _droppedRecords;
    private long _droppedBytes;
    private bool _isSending;
    private TaskCompletionSource? _flushed;

    internal TelemetrySubscriber(string name, TelemetrySubscription subscription)
    {
        (Name, _subscription) = (name, subscription);
        _destination = new TelemetryDestination(subscription);
        _delivery = Task.Run(DeliverAsync);
    }

    /// <summary>The extension's.</summary>
    internal string Name { get; }

    internal TelemetryStreams Streams => _subscription.Streams;

    internal bool HasJsonRecords => _subscription.HasJsonRecords;

    internal void Add(byte[] record)
    {
        lock (_gate)
        {
            // As much as Lambda keeps: what it sends at once is no larger than that, either.
            if (_waiting.Count >= 2 * _subscription.MaxItems || _waitingBytes + record.Length > 2 * _subscription.MaxBytes)
            {
                _droppedRecords++;
                _droppedBytes += record.Length;
                return;
            }
            if (_waiting.Count == 0)
                _since = Stopwatch.GetTimestamp();
            _waiting.Enqueue(record);
            _waitingBytes += record.Length;
            // The first begins the wait, and one that makes the batch full ends it.
            if (_waiting.Count == 1 || IsFull)
                _wake.Release();
        }
    }

    /// <summary>Has all that waits sent without waiting for more. Completes when it has arrived.</summary>
    internal Task FlushAsync()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && _droppedRecords == 0 && !_isSending)
                return Task.CompletedTask;
            _flushed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _wake.Release();
            return _flushed.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _delivery;
        _destination.Dispose();
    }

    private bool IsFull => _waiting.Count >= _subscription.MaxItems || _waitingBytes >= _subscription.MaxBytes;

    private async Task DeliverAsync()
    {
        try
        {
            while (true)
            {
                await _wake.WaitAsync(_ending.Token);
                while (TimeUntilDue() is { } time)
                {
                    if (time > TimeSpan.Zero && await _wake.WaitAsync(time, _ending.Token))
                        continue;
                    await SendAsync(Take());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Its environment has ended.
        }
    }

    /// <summary>How long the batch may still grow; null when there is none.</summary>
    private TimeSpan? TimeUntilDue()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && _droppedRecords == 0)
            {
                _isSending = false;
                _flushed?.TrySetResult();
                _flushed = null;
                return null;
            }
            if (_flushed is not null || IsFull || _waiting.Count == 0)
                return TimeSpan.Zero;
            TimeSpan left = _subscription.Wait - Stopwatch.GetElapsedTime(_since);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private List<byte[]> Take()
    {
        lock (_gate)
        {
            _isSending = true;
            List<byte[]> batch = [.. _waiting];
            _waiting.Clear();
            _waitingBytes = 0;
            if (_droppedRecords > 0)
                batch.Add(PlatformEvents.LogsDropped(_droppedRecords, _droppedBytes));
            (_droppedRecords, _droppedBytes) = (0, 0);
            return batch;
        }
    }

    /// <summary>Tries until somebody listens.</summary>
    private async Task SendAsync(List<byte[]> batch)
    {
        for (TimeSpan pause = s_firstPause; ; pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause)
        {
            try
            {
                await _destination.SendAsync(batch, _ending.Token);
                return;
            }
            catch (IOException)
            {
                await Task.Delay(pause, _ending.Token);
            }
        }
    }
}

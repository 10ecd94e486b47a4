namespace Lambda.Native.Extensions;

/// <summary>
/// What of the <see href="https://docs.aws.amazon.com/lambda/latest/dg/telemetry-api-reference.html">Telemetry API</see> is sent where: as POSTs, each a JSON array of
/// records, to a port of this environment.
/// </summary>
public sealed class TelemetrySubscription
{
    // The bounds of the reference.
    private const int LeastItems = 1000, MostItems = 10_000;
    private const int LeastBytes = 262_144, MostBytes = 1_048_576;
    private const int LeastWait = 25, MostWait = 30_000;

    private int _port;
    private int _maxItems = LeastItems;
    private int _maxBytes = LeastBytes;
    private TimeSpan _timeout = TimeSpan.FromSeconds(1);
    private TelemetryTypes _types = TelemetryTypes.Platform | TelemetryTypes.Function;

    /// <summary>Which streams: the platform's and the function's. An extension that subscribes to its own log and writes a record for each it gets never comes to an end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value names none.</exception>
    public TelemetryTypes Types
    {
        get => _types;
        set
        {
            ArgumentOutOfRangeException.ThrowIfZero((int)value);
            _types = value;
        }
    }

    /// <summary>The port on which something listens for HTTP, on all addresses. Lambda names it <c>http://sandbox.localdomain:port</c>; 9001 is taken by Lambda.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no port.</exception>
    public required int Port
    {
        get => _port;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, ushort.MaxValue);
            _port = value;
        }
    }

    /// <summary>The most records in one POST: 1 000 (the default) to 10 000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of these bounds.</exception>
    public int MaxItems
    {
        get => _maxItems;
        set => _maxItems = Within(value, LeastItems, MostItems);
    }

    /// <summary>The most bytes in one POST: 262 144 (the default) to 1 048 576.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of these bounds.</exception>
    public int MaxBytes
    {
        get => _maxBytes;
        set => _maxBytes = Within(value, LeastBytes, MostBytes);
    }

    /// <summary>How long records are gathered at most: 25 ms to 30 s; 1 s by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of these bounds.</exception>
    public TimeSpan Timeout
    {
        get => _timeout;
        set
        {
            Within((int)Math.Clamp(value.TotalMilliseconds, int.MinValue, int.MaxValue), LeastWait, MostWait);
            _timeout = value;
        }
    }

    private static int Within(int value, int least, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}

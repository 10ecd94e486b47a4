namespace Lambda.Native.Emulator;

/// <summary>What goes back to the client.</summary>
internal sealed class FrontAnswer
{
    internal required int Status { get; init; }

    /// <summary>The words after the status; null for HTTP's own.</summary>
    internal string? Reason { get; init; }

    /// <summary>A name may come several times.</summary>
    internal List<KeyValuePair<string, string>> Headers { get; init; } = [];

    internal ReadOnlyMemory<byte> Body { get; init; }

    internal bool Has(string header) => Headers.Exists(h => h.Key.Equals(header, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The function's answer is not of the form its front takes.</summary>
internal sealed class MalformedAnswerException(string message) : Exception(message);

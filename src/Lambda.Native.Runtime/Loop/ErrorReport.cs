namespace Lambda.Native.Loop;

/// <summary>An error as it is posted: its type for the platform, the document for the invoker, the cause for X-Ray.</summary>
internal readonly ref struct ErrorReport
{
    /// <summary>In the platform's form, <c>Function.Something</c>.</summary>
    internal required string Type { get; init; }

    internal required ReadOnlySpan<byte> Document { get; init; }

    /// <summary>JSON on one line; empty for none.</summary>
    internal ReadOnlySpan<byte> Cause { get; init; }
}

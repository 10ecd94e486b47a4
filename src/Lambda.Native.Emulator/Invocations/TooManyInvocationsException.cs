namespace Lambda.Native.Emulator;

/// <summary>More invocations wait than make sense on a desk; Lambda throttles (429).</summary>
public sealed class TooManyInvocationsException() : Exception("Rate Exceeded.");

namespace Lambda.Native.Emulator;

/// <summary>As many events as may be at the same time are with the function, or more wait than make sense on a desk: 429.</summary>
internal sealed class TooManyInvocationsException() : Exception("Rate Exceeded.");

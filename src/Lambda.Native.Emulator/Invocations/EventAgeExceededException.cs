namespace Lambda.Native.Emulator;

/// <summary>An asynchronous event was too old before the function was free for it.</summary>
internal sealed class EventAgeExceededException() : Exception("The event is too old.");

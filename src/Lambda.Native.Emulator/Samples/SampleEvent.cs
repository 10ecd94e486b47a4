namespace Lambda.Native.Emulator;

/// <summary>A sample event.</summary>
/// <param name="Name">The sample's whole name.</param>
/// <param name="Json">The event, as AWS's documentation has it.</param>
internal sealed record SampleEvent(string Name, ReadOnlyMemory<byte> Json);

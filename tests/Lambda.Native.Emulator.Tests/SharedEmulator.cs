namespace Lambda.Native.Emulator.Tests;

/// <summary>One emulator and one process of the test function for all tests of a class that leave it alive.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    internal RunningEmulator Running { get; private set; } = null!;

    public async Task InitializeAsync() => Running = await RunningEmulator.StartAsync();

    public async Task DisposeAsync() => await Running.DisposeAsync();
}

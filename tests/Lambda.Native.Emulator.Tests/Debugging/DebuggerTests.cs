namespace Lambda.Native.Emulator.Tests;

/// <summary>A debugger of .NET at the function's process.</summary>
public sealed class DebuggerTests
{
    [Fact]
    public async Task An_invocation_that_a_debugger_holds_does_not_time_out()
    {
        const double TimeoutSeconds = 2;
        await using RunningEmulator running = await RunningEmulator.StartAsync(timeoutSeconds: TimeoutSeconds);
        await running.PayloadAsync("hello");
        using ManagedDebugger debugger = ManagedDebugger.Attach(Assert.Single(running.Emulator.ProcessIds), "Here");
        await debugger.Armed;
        Task<string> held = running.PayloadAsync("stop");
        await debugger.Reached;
        // Twice the time that ends an invocation.
        await Task.Delay(TimeSpan.FromSeconds(2 * TimeoutSeconds));
        Assert.False(held.IsCompleted);
        debugger.Continue();
        Assert.Equal("\"stop\"", await held);
    }

    [Fact]
    public async Task A_process_beside_the_debugged_one_is_not_debugged()
    {
        await using RunningEmulator debugged = await RunningEmulator.StartAsync();
        await debugged.PayloadAsync("hello");
        using ManagedDebugger debugger = ManagedDebugger.Attach(Assert.Single(debugged.Emulator.ProcessIds), null);
        // It is started by the process that debugs the other one, and inherits from it.
        await using RunningEmulator other = await RunningEmulator.StartAsync();
        await other.PayloadAsync("hello");
        Assert.True(ProcessFacts.IsDebugged(Assert.Single(debugged.Emulator.ProcessIds)));
        Assert.False(ProcessFacts.IsDebugged(Assert.Single(other.Emulator.ProcessIds)));
    }
}

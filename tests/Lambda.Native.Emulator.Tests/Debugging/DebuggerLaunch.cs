using System.Diagnostics;
using System.Globalization;

namespace Lambda.Native.Emulator.Tests;

/// <summary>Starts a program of .NET with a debugger that is there before its first managed line, as an editor does on F5.</summary>
internal static class DebuggerLaunch
{
    /// <summary>Starts it.</summary>
    /// <param name="start">The program; what does not redirect is this process's.</param>
    /// <param name="method">Where to stop: a method's name, or null.</param>
    internal static async Task<(ManagedDebugger Debugger, Process Process)> StartAsync(ProcessStartInfo start, string? method)
    {
        // It stops itself until the semaphores are there by which a runtime that starts waits for its debugger.
        string[] command = ["-c", "kill -STOP $$; exec \"$@\"", "sh", start.FileName, .. start.ArgumentList];
        start.FileName = "/bin/sh";
        start.ArgumentList.Clear();
        Array.ForEach(command, start.ArgumentList.Add);
        Process process = Process.Start(start)!;
        string[] facts;
        do
        {
            string line = await File.ReadAllTextAsync($"/proc/{process.Id}/stat");
            facts = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        while (facts[0] != "T");
        string key = string.Create(CultureInfo.InvariantCulture, $"{process.Id:x8}{long.Parse(facts[19], CultureInfo.InvariantCulture):x16}");
        using var started = new NamedSemaphore($"/clrst{key}");
        using var mayGoOn = new NamedSemaphore($"/clrco{key}");
        using (Process kill = Process.Start("kill", ["-CONT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        Task ended = process.WaitForExitAsync();
        if (await Task.WhenAny(Task.Run(started.Wait), ended) == ended)
        {
            started.Post();
            throw new InvalidOperationException($"{command[3]} ended before its runtime was up.");
        }
        ManagedDebugger debugger = ManagedDebugger.Attach(process.Id, method);
        mayGoOn.Post();
        return (debugger, process);
    }
}

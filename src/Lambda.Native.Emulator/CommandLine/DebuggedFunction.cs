using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace Lambda.Native.Emulator;

/// <summary>A function that was started by a debugger and started this emulator for itself (sdk/sources/DebuggedFunction.cs).</summary>
internal static class DebuggedFunction
{
    /// <summary>Nobody is hurried who looks at a variable.</summary>
    internal static TimeSpan Timeout { get; } = TimeSpan.FromDays(1);

    /// <summary>Tells it what Lambda would have put into its environment, as far as that is not there already.</summary>
    /// <param name="pipe">The handle of a pipe that it reads to the end.</param>
    /// <param name="variables">All of its environment.</param>
    internal static void Tell(string pipe, IReadOnlyDictionary<string, string> variables)
    {
        using var stream = new AnonymousPipeClientStream(PipeDirection.Out, pipe);
        foreach ((string name, string value) in variables)
        {
            if (Environment.GetEnvironmentVariable(name) != value)
                stream.Write(Encoding.UTF8.GetBytes($"{name}={value}\0"));
        }
    }

    /// <summary>Completes when it has ended: the emulator is of no use to anybody else.</summary>
    internal static async Task EndAsync(int processId)
    {
        try
        {
            using Process function = Process.GetProcessById(processId);
            await function.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;

namespace Lambda.Native.Emulator;

/// <summary>A process of the function where there are no process groups. Output that is still in the pipe when an invocation ends may appear after its REPORT line.</summary>
internal sealed class PortableProcess : FunctionProcess
{
    private readonly Process _process;
    private readonly object _output = new();

    private PortableProcess(Process process, ProcessOutput output)
    {
        _process = process;
        Id = process.Id;
        Ended = WaitForEndAsync(ReadAsync(process.StandardOutput.BaseStream, output), ReadAsync(process.StandardError.BaseStream, output));
    }

    internal override int Id { get; }

    internal override Task<ProcessEnd> Ended { get; }

    internal static new PortableProcess Start(FunctionCommand command, IReadOnlyDictionary<string, string> environment, ProcessOutput output)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.TaskRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return new PortableProcess(process, output);
        }
        catch (Win32Exception failure)
        {
            throw new FunctionStartException(File.Exists(command.Program) ? $"fork/exec {command.Name}: {failure.Message}" : $"Couldn't find valid bootstrap(s): [{command.Name}]");
        }
    }

    internal override void FlushOutput()
    {
    }

    internal override void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It has ended meanwhile.
        }
    }

    internal override void Terminate() => Kill();

    internal override void Freeze()
    {
    }

    internal override void Thaw()
    {
    }

    private async Task ReadAsync(Stream stream, ProcessOutput output)
    {
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            lock (_output)
                output(buffer.AsSpan(0, read));
        }
    }

    private async Task<ProcessEnd> WaitForEndAsync(Task output, Task errors)
    {
        await _process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
        return new ProcessEnd(_process.ExitCode, null);
    }
}

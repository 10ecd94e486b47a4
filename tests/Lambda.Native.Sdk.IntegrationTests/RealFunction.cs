using System.Diagnostics;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>A function of a test's own, published for real and started as Lambda would.</summary>
internal sealed class RealFunction : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly List<Process> _processes = [];

    // With a space, which the linker's command line has to survive.
    private const string Name = "My Function";

    internal RealFunction(string code, string items = "")
    {
        _workspace.WriteFunction(Name, items: items);
        _workspace.Write($"{Name}/Function.cs", code);
        Result = _workspace.Dotnet(Name, "publish", "-o", _workspace["out"]);
    }

    internal DotnetResult Result { get; }

    internal string Bootstrap => _workspace["out/bootstrap"];

    internal string Package => _workspace["out/lambda.zip"];

    internal Process Start(string runtimeApi, string? cgroup = null, params (string Name, string Value)[] variables)
    {
        // A process is put into a control group by itself before it becomes the function.
        ProcessStartInfo start = cgroup is null
            ? new ProcessStartInfo(Bootstrap)
            : new ProcessStartInfo("/bin/sh", ["-c", $"echo $$ > {cgroup}/cgroup.procs && exec \"$0\"", Bootstrap]);
        start.WorkingDirectory = _workspace["out"];
        start.Environment.Clear();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        _processes.Add(process);
        return process;
    }

    /// <summary>The most memory a process ever had, in bytes.</summary>
    internal static long Peak(Process process)
    {
        string line = File.ReadLines($"/proc/{process.Id}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) << 10;
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        _workspace.Dispose();
    }
}

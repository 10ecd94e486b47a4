using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace Lambda.Native.Emulator;

/// <summary>What the operating system says of a process.</summary>
internal static class ProcessFacts
{
    /// <summary>The most memory it has had resident, in bytes; null where the operating system does not say.</summary>
    internal static long? PeakMemory(int process)
    {
        if (OperatingSystem.IsLinux())
            return ReadStatus(process, "VmHWM:"u8) * 1024;
        try
        {
            using Process found = Process.GetProcessById(process);
            return found.PeakWorkingSet64 is > 0 and long peak ? peak : null;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether somebody debugs it, or this process: one who looks at a variable must not be hurried. A native debugger traces the process; a managed one is connected
    /// to a pair of pipes that the .NET runtime opens only then.
    /// </summary>
    internal static bool IsDebugged(int process)
    {
        if (Debugger.IsAttached)
            return true;
        if (!OperatingSystem.IsLinux())
            return false;
        if (ReadStatus(process, "TracerPid:"u8) > 0)
            return true;
        // A debugger that starts other programs has them inherit its ends of other pipes.
        string pipe = string.Create(CultureInfo.InvariantCulture, $"clr-debug-pipe-{process}-");
        try
        {
            foreach (string descriptor in Directory.EnumerateFiles($"/proc/{process}/fd"))
            {
                if (new FileInfo(descriptor).LinkTarget is { } target && Path.GetFileName(target).StartsWith(pipe, StringComparison.Ordinal))
                    return true;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
        }
        return false;
    }

    private static long? ReadStatus(int process, ReadOnlySpan<byte> name)
    {
        Span<byte> status = stackalloc byte[4096];
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle($"/proc/{process}/status");
            status = status[..RandomAccess.Read(file, status, 0)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        int at = status.IndexOf(name);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> value = status[(at + name.Length)..].TrimStart(" \t"u8);
        return Utf8Parser.TryParse(value, out long number, out _) ? number : null;
    }
}

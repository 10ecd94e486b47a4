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

    /// <summary>The memory it has resident now, in bytes; null where the operating system does not say.</summary>
    internal static long? ResidentMemory(int process) => OperatingSystem.IsLinux() ? ReadStatus(process, "VmRSS:"u8) * 1024 : null;

    /// <summary>The memory that the processes of each group have resident now, in bytes; 0 where the operating system does not say.</summary>
    internal static long[] GroupMemory(int[] groups)
    {
        var used = new long[groups.Length];
        if (!OperatingSystem.IsLinux())
            return used;
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int process) && ReadGroup(process) is { } group && Array.IndexOf(groups, group) is >= 0 and int index)
                used[index] += ResidentMemory(process) ?? 0;
        }
        return used;
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

    /// <summary>Null when it has ended.</summary>
    private static int? ReadGroup(int process)
    {
        Span<byte> text = stackalloc byte[4096];
        text = text[..Read($"/proc/{process}/stat", text)];
        // Its id, its name in brackets, which may hold anything, its state, its parent, its group.
        ReadOnlySpan<byte> rest = text[(text.LastIndexOf((byte)')') + 1)..];
        for (int field = 0; field < 3 && !rest.IsEmpty; field++)
            rest = rest[(rest.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(rest, out int group, out _) ? group : null;
    }

    private static int Read(string path, Span<byte> text)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
            return RandomAccess.Read(file, text, 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static long? ReadStatus(int process, ReadOnlySpan<byte> name)
    {
        Span<byte> status = stackalloc byte[4096];
        status = status[..Read($"/proc/{process}/status", status)];
        int at = status.IndexOf(name);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> value = status[(at + name.Length)..].TrimStart(" \t"u8);
        return Utf8Parser.TryParse(value, out long number, out _) ? number : null;
    }
}

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("lambda-native-tests-").FullName;

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    internal string Write(string name, byte[] content)
    {
        string path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A program in the shell's language.</summary>
    internal string WriteScript(string name, string body)
    {
        string path = Write(name, System.Text.Encoding.UTF8.GetBytes("#!/bin/sh\n" + body + "\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>A file and the item that packs it.</summary>
    internal ITaskItem Content(string targetPath, byte[] content, bool executable = false)
    {
        var item = new TaskItem(Write("content/" + targetPath, content));
        item.SetMetadata("RelativePath", targetPath);
        if (executable)
            item.SetMetadata("Executable", "true");
        return item;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

using System.Runtime.InteropServices;

namespace Lambda.Native.Emulator;

/// <summary>Finds out what the command line wants started.</summary>
internal static class FunctionLocator
{
    /// <summary>Null with <c>--attach</c>.</summary>
    /// <exception cref="CommandLineException">There is nothing to start.</exception>
    internal static FunctionCommand? Find(CommandLineOptions options, out UnpackedPackage? package)
    {
        package = null;
        if (options.Attaches)
            return null;
        if (options.RunsPackage)
        {
            package = UnpackedPackage.Create(options.Package ?? FindPackage(options.OutputFolder));
            return package.Command;
        }
        return FindBuild(options);
    }

    /// <summary>What the project's last build made.</summary>
    /// <exception cref="CommandLineException">There is no build.</exception>
    internal static FunctionCommand FindBuild(CommandLineOptions options)
    {
        if (options.Assembly is not { } assembly)
            throw new CommandLineException("There is no function to start: run `dotnet run` in its project, or name a package by --package.");
        if (!File.Exists(assembly))
            throw new CommandLineException($"{assembly} does not exist: build the project first.");
        return FunctionCommand.ForAssembly(assembly);
    }

    private static string FindPackage(string? folder)
    {
        string architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        string? newest = folder is null || !Directory.Exists(folder) ? null : Directory
            .EnumerateFiles(folder, "lambda.zip", SearchOption.AllDirectories)
            .Where(file => file.Contains($"{Path.DirectorySeparatorChar}{architecture}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .MaxBy(File.GetLastWriteTimeUtc);
        return newest ?? throw new CommandLineException($"There is no lambda.zip for {architecture} below {folder ?? "the project's output"}: run `dotnet publish` first, or name it by --package.");
    }
}

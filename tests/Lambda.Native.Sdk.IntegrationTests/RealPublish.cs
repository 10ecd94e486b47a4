using System.Diagnostics;
using System.IO.Compression;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>One real publish of the template's function, with the real compiler and linker, for all tests that look at it.</summary>
public sealed class RealPublish : IDisposable
{
    private readonly Workspace _workspace = new();

    public RealPublish()
    {
        string hive = _workspace["hive"];
        _workspace.Dotnet("", "new", "install", Path.Combine(TestEnvironment.Packages, $"Lambda.Native.Templates.{TestEnvironment.Version}.nupkg"), "--debug:custom-hive", hive);
        _workspace.Dotnet("", "new", "lambda-native", "-o", "Hello", "--framework", "net9.0", "--no-restore", "--debug:custom-hive", hive);
        Result = _workspace.Dotnet("Hello", "publish");
        Package = _workspace["Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip"];
        TaskRoot = Directory.CreateDirectory(_workspace["task"]).FullName;
        ZipFile.ExtractToDirectory(Package, TaskRoot);
        Event = File.ReadAllBytes(_workspace["Hello/event.json"]);
    }

    internal DotnetResult Result { get; }

    internal string Package { get; }

    /// <summary>The package, unpacked.</summary>
    internal string TaskRoot { get; }

    internal byte[] Event { get; }

    internal string Bootstrap => Path.Combine(TaskRoot, "bootstrap");

    /// <summary>Publishes again from nothing, in the same place.</summary>
    internal byte[] PublishAnew()
    {
        Directory.Delete(_workspace["Hello/bin"], recursive: true);
        Directory.Delete(_workspace["Hello/obj"], recursive: true);
        _workspace.Dotnet("Hello", "publish");
        return File.ReadAllBytes(Package);
    }

    /// <summary>Publishes the same function as an image over a base, and gives the image, unpacked.</summary>
    internal UnpackedImage PublishImage(string baseImage)
    {
        _workspace.Dotnet("Hello", "publish", "-p:LambdaPackageType=Image", $"-p:ContainerBaseImage={baseImage}", "-o", _workspace["image"]);
        return new UnpackedImage(_workspace["image/lambda.tar"], _workspace["unpacked"]);
    }

    /// <summary>Has the local Lambda run the package with the template's event, and gives what it printed.</summary>
    internal string RunPackage() => _workspace.Dotnet("Hello", "run", "--", "--aot", "invoke", "event.json").Output;

    /// <summary>An empty folder for as long as this lasts.</summary>
    internal string NewFolder() => Directory.CreateDirectory(_workspace[Guid.NewGuid().ToString("N")]).FullName;

    /// <summary>Starts the bootstrap with nothing in its environment but what is given.</summary>
    internal Process Start(string? runtimeApi)
    {
        var start = new ProcessStartInfo(Bootstrap) { WorkingDirectory = TaskRoot, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        if (runtimeApi is not null)
            start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        return Process.Start(start)!;
    }

    public void Dispose() => _workspace.Dispose();
}

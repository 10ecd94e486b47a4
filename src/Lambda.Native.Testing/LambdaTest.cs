using System.Reflection;
using System.Text;
using Lambda.Native.Emulator;

namespace Lambda.Native.Testing;

/// <summary>Starts functions for tests, each with a local Lambda of its own on a free port: any number at the same time.</summary>
public static class LambdaTest
{
    /// <summary>Starts the function that a referenced project builds, in a process of its own under the just-in-time compiler: its <c>Main</c>, hooks and environment are as on Lambda.</summary>
    /// <param name="function">The assembly of the function's project: <c>typeof(Order).Assembly</c>.</param>
    /// <param name="options">Of the function; null for the defaults.</param>
    /// <returns>The function. Its process starts with the first event, as on Lambda: one that cannot start is an error of that.</returns>
    /// <exception cref="LambdaTestException">The assembly is no program.</exception>
    public static Task<LambdaTestFunction> StartAsync(Assembly function, LambdaTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return StartAsync(function.Location is { Length: > 0 } path ? path : function.GetName().Name + ".dll", options);
    }

    /// <param name="assembly">The path of the assembly, from the tests' own folder unless it is a full one: <c>Hello.dll</c>, where the tests' project references that of <c>Hello</c>.</param>
    /// <inheritdoc cref="StartAsync(Assembly, LambdaTestOptions?)"/>
    /// <param name="options">Of the function; null for the defaults.</param>
    public static Task<LambdaTestFunction> StartAsync(string assembly, LambdaTestOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(assembly);
        string path = Path.GetFullPath(assembly, AppContext.BaseDirectory);
        // What the host starts has such a file beside it, and a library has none.
        if (!File.Exists(path) || !File.Exists(Path.ChangeExtension(path, ".runtimeconfig.json")))
            throw new LambdaTestException($"{path} is no program that can be started: name the assembly of a function's project, which the tests' project references.");
        return LambdaTestFunction.StartAsync(FunctionCommand.ForAssembly(path), options ?? new LambdaTestOptions());
    }

    /// <summary>Starts what was published: the <c>bootstrap</c> of a deployment package, unpacked into a folder that it cannot write to and with nothing in its environment but what Lambda sets.</summary>
    /// <param name="package">The path of the <c>lambda.zip</c>. Its bootstrap runs on Linux on the processor it was published for.</param>
    /// <param name="options">Of the function; null for the defaults.</param>
    /// <returns>The function. Its process starts with the first event, as on Lambda: one that cannot start is an error of that.</returns>
    /// <exception cref="LambdaTestException">There is no such package, or it cannot be unpacked.</exception>
    public static Task<LambdaTestFunction> StartPackageAsync(string package, LambdaTestOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(package);
        UnpackedPackage unpacked;
        try
        {
            unpacked = UnpackedPackage.Create(package);
        }
        catch (CommandLineException failure)
        {
            throw new LambdaTestException(failure.Message);
        }
        return LambdaTestFunction.StartAsync(unpacked.Command, options ?? new LambdaTestOptions(), unpacked);
    }

    /// <summary>Runs the function that a referenced project builds on a thread of the test's own process, where a debugger stops at its breakpoints and coverage is counted.</summary>
    /// <remarks>Its <c>Main</c>, hooks, filters and log are its own, several functions can run at the same time. What there is once in a process is the test's: the environment, <c>Console</c>, static fields,
    /// the memory. A thread cannot be ended: a handler that takes longer than the timeout is answered for and goes on, and events after it wait for it.</remarks>
    /// <param name="function">The assembly of the function's project: <c>typeof(Order).Assembly</c>.</param>
    /// <param name="options">Of the function; null for the defaults. <see cref="LambdaTestOptions.Environment"/>, <see cref="LambdaTestOptions.Concurrency"/>,
    /// <see cref="LambdaTestOptions.EventsPerProcess"/>, <see cref="LambdaTestOptions.Layers"/>, <see cref="LambdaTestOptions.EnforceMemory"/>, <see cref="LambdaTestOptions.SnapStart"/> and the form of the log are for processes and have no effect here.</param>
    /// <returns>The function, initialised.</returns>
    /// <exception cref="LambdaTestException">The assembly is no program, or its initialisation failed; the message has its log.</exception>
    public static Task<LambdaTestFunction> StartInProcessAsync(Assembly function, LambdaTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        MethodInfo main = function.EntryPoint ?? throw new LambdaTestException($"{function.GetName().Name} is no program: name the assembly of a function's project, which the tests' project references.");
        object?[] arguments = main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
        return LambdaTestFunction.StartInProcessAsync(function, () => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null), options ?? new LambdaTestOptions());
    }

    /// <summary>Runs a program of the test's own, which ends in one of the <c>Run</c> methods: <c>() => LambdaRuntime.Run(…, handler)</c>.</summary>
    /// <param name="program">The program: registers hooks and filters if it likes, and runs.</param>
    /// <param name="options">Of the function; null for the defaults.</param>
    /// <returns>The function, initialised.</returns>
    /// <exception cref="LambdaTestException">The program ended without serving; the message has its log.</exception>
    /// <inheritdoc cref="StartInProcessAsync(Assembly, LambdaTestOptions?)" path="/remarks"/>
    public static Task<LambdaTestFunction> StartInProcessAsync(Action program, LambdaTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return LambdaTestFunction.StartInProcessAsync(program.Method.Module.Assembly, program, options ?? new LambdaTestOptions());
    }

    /// <summary>One of the events that AWS's documentation shows.</summary>
    /// <param name="name">The sample's name (<c>sqs-fifo</c>), its service's (<c>sqs</c>), or the beginning of one.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static string SampleEvent(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        SampleEvent sample = EventSamples.Find(name) ?? throw new ArgumentException($"There is no sample '{name}'. There are: {string.Join(", ", EventSamples.Names)}.", nameof(name));
        return Encoding.UTF8.GetString(sample.Json.Span);
    }
}

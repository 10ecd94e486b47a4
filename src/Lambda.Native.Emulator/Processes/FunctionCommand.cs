namespace Lambda.Native.Emulator;

/// <summary>What starts the function's process.</summary>
internal sealed record FunctionCommand
{
    /// <summary>The program, by its full path.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments, without its own name.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where it is started: <c>LAMBDA_TASK_ROOT</c>, on Lambda <c>/var/task</c>.</summary>
    public required string TaskRoot { get; init; }

    /// <summary>Whether the emulator's own environment comes before what Lambda sets: a program under the just-in-time compiler on a developer's desk wants its PATH and its AWS profile.</summary>
    public bool InheritEnvironment { get; init; }

    /// <summary>The program's name in messages, as Lambda would call it.</summary>
    public string Name { get; init; } = "/var/task/bootstrap";

    /// <summary>A program that was built for the just-in-time compiler, run by the .NET host that runs this process.</summary>
    internal static FunctionCommand ForAssembly(string assembly) => new()
    {
        Program = DotnetHost.Path,
        // A bootstrap brings its runtime along; here any newer one that is installed will do.
        Arguments = ["exec", "--roll-forward", "Major", assembly],
        TaskRoot = Path.GetDirectoryName(Path.GetFullPath(assembly))!,
        InheritEnvironment = true,
        Name = assembly,
    };
}

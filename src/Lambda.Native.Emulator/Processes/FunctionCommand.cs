namespace Lambda.Native.Emulator;

/// <summary>What starts the function's process.</summary>
public sealed record FunctionCommand
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
}

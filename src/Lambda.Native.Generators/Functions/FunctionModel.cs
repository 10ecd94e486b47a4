using Lambda.Native.Generators.Calls;
using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Http;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Functions;

/// <summary>What generated code passes for a parameter of a handler.</summary>
internal enum ParameterKind
{
    Event,
    EventSpan,
    EventMemory,
    Context,
    CancellationToken,
    AnswerBuffer,
    AnswerStream,
}

/// <summary>What becomes of what a handler returns.</summary>
internal enum ReturnKind
{
    Nothing,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
}

/// <summary>How an object is disposed of at the end of the process.</summary>
internal enum Disposal
{
    None,
    Synchronous,
    Asynchronous,
}

/// <summary>How the object of an instance method comes to be.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Holder">The generated class that holds it.</param>
/// <param name="Make">An expression that makes it, or a task of it.</param>
/// <param name="IsAwaited">Whether <paramref name="Make"/> is to be awaited.</param>
internal sealed record InstanceModel(string Type, string Holder, string Make, bool IsAwaited, Disposal Disposal);

/// <summary>One function of this project.</summary>
/// <param name="Name">What <c>_HANDLER</c> says.</param>
/// <param name="Binding">The generated type.</param>
/// <param name="Method">The method as generated code calls it, without an object.</param>
/// <param name="Type">The type of the method.</param>
internal sealed record FunctionModel(
    string Name,
    string Binding,
    string Type,
    string Method,
    EquatableArray<ParameterKind> Parameters,
    ReturnKind Return,
    JsonRoot? Event,
    JsonRoot? Answer,
    InstanceModel? Instance)
{
    internal bool Streams => Parameters.Contains(ParameterKind.AnswerStream);
}

/// <summary>A function that can be chosen: of this project, or of a library.</summary>
/// <param name="Name">What <c>_HANDLER</c> says.</param>
/// <param name="Binding">The generated type, as generated code writes it.</param>
internal sealed record BoundFunction(string Name, string Binding);

/// <summary>All there is to generate for a project.</summary>
/// <param name="Namespace">Of what is generated.</param>
/// <param name="Functions">Of this project.</param>
/// <param name="Http">Of this project's routes, or null if it has none.</param>
/// <param name="Bound">Of this project and the libraries it references, where the project becomes a bootstrap.</param>
/// <param name="Instances">The objects of instance methods, each once.</param>
/// <param name="Calls">What is called in the place of generic methods that read or write JSON.</param>
/// <param name="Types">What is read from events and written to answers.</param>
internal sealed record ProjectModel(
    string Namespace,
    EquatableArray<FunctionModel> Functions,
    HttpFunctionModel? Http,
    EquatableArray<BoundFunction> Bound,
    EquatableArray<InstanceModel> Instances,
    EquatableArray<CallModel> Calls,
    EquatableArray<JsonTypeModel> Types,
    bool WritesMain,
    EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>Whether the project's C# is too old for all of this.</summary>
    internal bool IsOldLanguage { get; private init; }

    internal static ProjectModel OfOldLanguage(string version, bool writesMain) =>
        new("", default, null, default, default, default, default, writesMain, new([DiagnosticInfo.Create(DiagnosticDescriptors.OldLanguage, null, version)])) { IsOldLanguage = true };
}

using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Functions;

/// <summary>Reads one function from its method, or says what is wrong with it.</summary>
internal sealed class FunctionReader(Compilation compilation, JsonGraph graph, InstanceReader instances, UniqueNames bindings, List<DiagnosticInfo> diagnostics)
{
    internal const string AttributeName = "Lambda.Native.LambdaFunctionAttribute";

    private const int MaxNameLength = 128;

    /// <summary>Null if it cannot be generated; why is among the diagnostics.</summary>
    internal FunctionModel? Read(IMethodSymbol method)
    {
        int before = diagnostics.Count;
        Location location = method.Locations[0];
        string shown = Show(method);
        CheckReach(method);
        string name = ReadName(method);
        if (name.Length is 0 or > MaxNameLength || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            Report(DiagnosticDescriptors.BadName, location, name);
        (ReturnKind returns, ITypeSymbol? returned) = ReadReturn(method);
        ParameterKind[] parameters = [.. method.Parameters.Select(p => ReadParameter(p, method, returns))];
        JsonRoot? lambdaEvent = null;
        if (Array.IndexOf(parameters, ParameterKind.Event) is >= 0 and var index)
            lambdaEvent = ReadRoot(method.Parameters[index].Type, method.Parameters[index].Locations[0], Direction.Read);
        JsonRoot? answer = returned is null ? null : ReadAnswer(method, returned, parameters);
        InstanceModel? instance = method.IsStatic || diagnostics.Count > before ? null : instances.Find(method.ContainingType, location, shown);
        if (diagnostics.Count > before)
            return null;
        return new FunctionModel(
            name,
            bindings.Take(Names.Flat(method.ContainingType) + "_" + method.Name),
            method.ContainingType.FullName(),
            method.Name,
            parameters.ToEquatableArray(),
            returns,
            lambdaEvent,
            answer,
            instance);
    }

    /// <summary>Reports a method that generated code cannot call, or not wait for.</summary>
    internal void CheckReach(IMethodSymbol method)
    {
        Location location = method.Locations[0];
        if (WhyOutOfReach(method) is { } outOfReach)
            Report(DiagnosticDescriptors.HandlerOutOfReach, location, Show(method), outOfReach);
        if (method is { IsAsync: true, ReturnsVoid: true })
            Report(DiagnosticDescriptors.AsyncVoid, location, Show(method));
    }

    internal static string Show(IMethodSymbol method) => method.ContainingType.ToDisplayString() + "." + method.Name;

    private static string ReadName(IMethodSymbol method)
    {
        AttributeData attribute = method.GetAttributes().First(a => a.AttributeClass?.ToDisplayString() == AttributeName);
        return attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string ?? "" : method.Name;
    }

    private string? WhyOutOfReach(IMethodSymbol method)
    {
        if (method.IsGenericMethod)
            return "it is generic";
        if (method.ContainingType.TypeKind == TypeKind.Interface)
            return "it is in an interface";
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
                return $"it is in the generic type '{type.ToDisplayString()}'";
            if (type.IsFileLocal)
                return $"it is in the file-local type '{type.Name}'";
        }
        if (!compilation.IsSymbolAccessibleWithin(method, compilation.Assembly))
            return "it is private or in a private type; make both internal or public";
        return method.RefKind == RefKind.None ? null : "it returns by reference";
    }

    private ParameterKind ReadParameter(IParameterSymbol parameter, IMethodSymbol method, ReturnKind returns)
    {
        ParameterKind kind = KindOf(parameter.Type);
        Location location = parameter.Locations[0];
        void Refuse(string why) => Report(DiagnosticDescriptors.UnsupportedParameter, location, parameter.Name, Show(method), why);
        if (parameter.RefKind is not (RefKind.None or RefKind.In))
            Refuse("is passed by reference");
        else if (parameter.IsParams)
            Refuse("is a params parameter");
        else if (kind == ParameterKind.EventSpan && returns is not (ReturnKind.Nothing or ReturnKind.Value))
            Refuse("is a span, which cannot live until a task ends: take ReadOnlyMemory<byte>");
        else if (method.Parameters.FirstOrDefault(p => IsSameRole(KindOf(p.Type), kind)) is { } first && !SymbolEqualityComparer.Default.Equals(first, parameter))
            Refuse($"has the role of '{first.Name}' already: a handler takes one event, one context, one cancellation token and one place for its answer");
        return kind;
    }

    private static bool IsSameRole(ParameterKind a, ParameterKind b) => RoleOf(a) == RoleOf(b);

    private static ParameterKind RoleOf(ParameterKind kind) => kind switch
    {
        ParameterKind.EventMemory or ParameterKind.EventSpan => ParameterKind.Event,
        ParameterKind.AnswerStream => ParameterKind.AnswerBuffer,
        _ => kind,
    };

    private static ParameterKind KindOf(ITypeSymbol type) => type.ToDisplayString() switch
    {
        "System.ReadOnlySpan<byte>" => ParameterKind.EventSpan,
        "System.ReadOnlyMemory<byte>" => ParameterKind.EventMemory,
        "Lambda.Native.LambdaContext" => ParameterKind.Context,
        "System.Threading.CancellationToken" => ParameterKind.CancellationToken,
        "System.Buffers.IBufferWriter<byte>" => ParameterKind.AnswerBuffer,
        "Lambda.Native.ResponseStream" => ParameterKind.AnswerStream,
        _ => ParameterKind.Event,
    };

    internal static (ReturnKind Kind, ITypeSymbol? Value) ReadReturn(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
            return (ReturnKind.Nothing, null);
        var type = method.ReturnType as INamedTypeSymbol;
        return type?.OriginalDefinition.ToDisplayString() switch
        {
            "System.Threading.Tasks.Task" => (ReturnKind.Task, null),
            "System.Threading.Tasks.ValueTask" => (ReturnKind.ValueTask, null),
            "System.Threading.Tasks.Task<TResult>" => (ReturnKind.TaskOfValue, type.TypeArguments[0]),
            "System.Threading.Tasks.ValueTask<TResult>" => (ReturnKind.ValueTaskOfValue, type.TypeArguments[0]),
            _ => (ReturnKind.Value, method.ReturnType),
        };
    }

    private JsonRoot? ReadAnswer(IMethodSymbol method, ITypeSymbol returned, ParameterKind[] parameters)
    {
        Location location = method.Locations[0];
        string name = returned.ToDisplayString();
        if (parameters.Any(p => RoleOf(p) == ParameterKind.AnswerBuffer))
            Report(DiagnosticDescriptors.UnsupportedReturn, location, Show(method), $"'{name}'", "it writes its answer by itself and has nothing else to return");
        else if (returned.IsRefLikeType || KindOf(returned) is not ParameterKind.Event)
            Report(DiagnosticDescriptors.UnsupportedReturn, location, Show(method), $"'{name}'", "return a type that is written as JSON, or take an IBufferWriter<byte> and write bytes to it");
        else
            return ReadRoot(returned, location, Direction.Write);
        return null;
    }

    internal JsonRoot? ReadRoot(ITypeSymbol type, Location location, Direction direction)
    {
        if (type.TypeKind == TypeKind.Error)
            return null;
        if (graph.FindRoot(type, direction) is not { } codec)
        {
            Report(DiagnosticDescriptors.NoJson, location, type.ToDisplayString(), direction == Direction.Read ? "read" : "written", graph.Failure);
            return null;
        }
        bool isRequired = type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.Annotated };
        return new JsonRoot(type.FullName(), codec, isRequired, type.Name);
    }

    private void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}

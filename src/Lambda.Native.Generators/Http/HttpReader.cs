using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Http;

/// <summary>Reads the routes of a project, or says what is wrong with them.</summary>
internal sealed class HttpReader(FunctionReader functions, InstanceReader instances, List<DiagnosticInfo> diagnostics)
{
    internal const string AttributeName = "Lambda.Native.Events.HttpApiAttribute";

    private static readonly string[] s_verbs = ["Get", "Head", "Post", "Put", "Patch", "Delete", "Options", "Any"];

    private readonly HttpEnums _enums = new();
    private readonly List<HttpRoute> _routes = [];
    private readonly List<string> _owners = [];
    private readonly RouteTree _tree = new();

    /// <summary>Null for a project without routes.</summary>
    internal HttpFunctionModel? ToModel(UniqueNames names) =>
        _routes.Count == 0 ? null : new HttpFunctionModel(names.Take("HttpFunction"), _routes.ToEquatableArray(), _enums.All.ToEquatableArray());

    internal void Add(IMethodSymbol method)
    {
        int before = diagnostics.Count;
        functions.CheckReach(method);
        if (diagnostics.Count > before)
            return;
        foreach (AttributeData attribute in method.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == AttributeName && a.ConstructorArguments.Length == 2))
            Add(method, attribute);
    }

    private void Add(IMethodSymbol method, AttributeData attribute)
    {
        int before = diagnostics.Count;
        Location location = attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? method.Locations[0];
        string shown = FunctionReader.Show(method);
        string given = attribute.ConstructorArguments[0].Value as string ?? "";
        string? verb = s_verbs.FirstOrDefault(v => v.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (verb is null)
            Report(DiagnosticDescriptors.BadHttpMethod, location, given, shown);
        string text = attribute.ConstructorArguments[1].Value as string ?? "";
        if (RouteTemplate.Parse(text, out string why) is not { } template)
        {
            Report(DiagnosticDescriptors.BadRoute, location, text, shown, why);
            return;
        }
        HttpParameter[] parameters = new HttpParameterReader(functions, _enums, diagnostics).Read(method, template, location);
        (ReturnKind returns, ITypeSymbol? returned) = FunctionReader.ReadReturn(method);
        HttpAnswer answer = AnswerOf(returned);
        JsonRoot? result = answer == HttpAnswer.Json ? ReadResult(method, returned!) : null;
        if (diagnostics.Count > before || verb is null)
            return;
        InstanceModel? instance = method.IsStatic ? null : instances.Find(method.ContainingType, method.Locations[0], shown);
        if (diagnostics.Count > before)
            return;
        if (_tree.Add(template, verb, _routes.Count + 1) is > 0 and int other)
        {
            Report(DiagnosticDescriptors.AmbiguousRoutes, location, _routes[other - 1].Shown, _owners[other - 1], $"{verb.ToUpperInvariant()} {text}", shown);
            return;
        }
        _owners.Add(shown);
        _routes.Add(new HttpRoute(
            verb,
            template,
            method.ContainingType.FullName(),
            method.Name,
            parameters.ToEquatableArray(),
            returns is ReturnKind.Task or ReturnKind.TaskOfValue or ReturnKind.ValueTask or ReturnKind.ValueTaskOfValue,
            answer,
            result,
            returned is not null && (returned.IsReferenceType || returned.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T),
            instance));
    }

    private static HttpAnswer AnswerOf(ITypeSymbol? returned) => returned?.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString() switch
    {
        null => HttpAnswer.Nothing,
        "string" => HttpAnswer.Text,
        "Lambda.Native.Events.HttpResult" => HttpAnswer.Result,
        _ => HttpAnswer.Json,
    };

    private JsonRoot? ReadResult(IMethodSymbol method, ITypeSymbol returned)
    {
        string name = returned.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString();
        string? instead = name switch
        {
            "byte[]" or "System.ReadOnlyMemory<byte>" or "System.Memory<byte>" => "return Http.Bytes(body, contentType)",
            "Lambda.Native.Events.HttpApiResponse" or "Lambda.Native.Events.FunctionUrlResponse" or "Lambda.Native.Events.RestApiResponse" or "Lambda.Native.Events.AlbResponse" =>
                "that is the answer of one front; return HttpResult, which every front takes",
            _ when returned.IsRefLikeType => "return a type that is written as JSON",
            _ => null,
        };
        if (instead is null)
            return functions.ReadRoot(returned, method.Locations[0], Direction.Write);
        Report(DiagnosticDescriptors.UnsupportedReturn, method.Locations[0], FunctionReader.Show(method), $"'{name}'", instead);
        return null;
    }

    private void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));
}

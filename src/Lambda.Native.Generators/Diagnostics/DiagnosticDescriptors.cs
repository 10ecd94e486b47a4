using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Diagnostics;

/// <summary>The generator's messages. Each has a section in docs/diagnostics.md.</summary>
internal static class DiagnosticDescriptors
{
    internal static readonly DiagnosticDescriptor UnusableFilter = Error(
        "LN4001", "A filter cannot be made", "The filter '{0}' {1}: a type named by [assembly: LambdaFilter<T>] has to be a class or struct that the whole project can see, with a parameterless constructor, and implement ILambdaFilter");

    internal static readonly DiagnosticDescriptor FilterOutsideFunction = Warning(
        "LN4002", "A filter that is never called", "[assembly: LambdaFilter<{0}>] does nothing here: only the project that is published as a function, with Sdk=\"Lambda.Native.Sdk\", names its filters");

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byCode = new[] { UnusableFilter, FilterOutsideFunction }.ToDictionary(d => d.Id);

    internal static IEnumerable<DiagnosticDescriptor> All => s_byCode.Values;

    internal static DiagnosticDescriptor Get(string code) => s_byCode[code];

    private static DiagnosticDescriptor Error(string code, string title, string message) => Make(code, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string code, string title, string message) => Make(code, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Make(string code, string title, string message, DiagnosticSeverity severity) =>
        new(code, title, message, "Lambda.Native", severity, isEnabledByDefault: true,
            helpLinkUri: "https://github.com/lambda-native/lambda-native/blob/main/docs/diagnostics.md#" + code.ToLowerInvariant());
}

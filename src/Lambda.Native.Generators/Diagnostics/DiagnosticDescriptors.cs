using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Diagnostics;

/// <summary>The generator's messages. Each has a section in docs/diagnostics.md.</summary>
internal static class DiagnosticDescriptors
{
    internal static readonly DiagnosticDescriptor UnusableFilter = Error(
        "LN4001", "A filter cannot be made", "The filter '{0}' {1}: a type named by [assembly: LambdaFilter<T>] has to be a class or struct that the whole project can see, with a parameterless constructor, and implement ILambdaFilter");

    internal static readonly DiagnosticDescriptor FilterOutsideFunction = Warning(
        "LN4002", "A filter that is never called", "[assembly: LambdaFilter<{0}>] does nothing here: only the project that is published as a function, with Sdk=\"Lambda.Native.Sdk\", names its filters");

    internal static readonly DiagnosticDescriptor HandlerOutOfReach = Error(
        "LN4003", "A handler that cannot be called", "The handler '{0}' cannot be called by generated code: {1}");

    internal static readonly DiagnosticDescriptor AsyncVoid = Error(
        "LN4004", "A handler that nobody can wait for", "The handler '{0}' is async void: its answer would be sent before it has ended, and its exception would end the process; return Task");

    internal static readonly DiagnosticDescriptor UnsupportedParameter = Error(
        "LN4005", "A parameter that nothing can be passed for", "The parameter '{0}' of the handler '{1}' {2}");

    internal static readonly DiagnosticDescriptor UnsupportedReturn = Error(
        "LN4006", "An answer that cannot be sent", "The handler '{0}' returns {1}: {2}");

    internal static readonly DiagnosticDescriptor SameName = Error(
        "LN4007", "Two functions of one name", "There are two functions of the name '{0}', {1} and {2}: name them apart with [LambdaFunction(\"name\")]");

    internal static readonly DiagnosticDescriptor BadName = Error(
        "LN4008", "A name that is no handler", "'{0}' cannot be a function's name: Lambda takes 1 to 128 characters without white space as a handler");

    internal static readonly DiagnosticDescriptor NoInstance = Error(
        "LN4009", "An object that cannot be made", "The function '{0}' needs an object of '{1}', which {2}: give it a parameterless constructor or a static [LambdaFactory] method, or make the function static");

    internal static readonly DiagnosticDescriptor BadFactory = Error(
        "LN4010", "A factory that cannot be used", "The factory '{0}' {1}: a [LambdaFactory] method is static, visible to the whole project, has no parameters, and returns an object of a class with functions, or a Task or ValueTask of it");

    internal static readonly DiagnosticDescriptor FunctionsNotRun = Warning(
        "LN4011", "Functions that are never run", "The project has a Main of its own that does not call LambdaFunctions.Run(): its functions ({0}) are never called");

    internal static readonly DiagnosticDescriptor NoJson = Error(
        "LN4012", "A type that is not read or written", "'{0}' cannot be {1} as JSON: {2}; a JsonSerializerContext in the project that names a type with [JsonSerializable] is used for it");

    internal static readonly DiagnosticDescriptor OldLanguage = Error(
        "LN4013", "A language that is too old", "What is generated for functions needs C# 12, and the project's LangVersion is {0}: remove the property, or set it to 12 or newer");

    internal static readonly DiagnosticDescriptor CallNotBound = Error(
        "LN4014", "A call that no code can be generated for", "'{0}' is bound at compile time to the type that it is called with, and cannot be here: {1}; or pass a JsonTypeInfo");

    internal static readonly DiagnosticDescriptor BadRoute = Error(
        "LN4020", "A route that cannot be mapped", "The route '{0}' of '{1}' cannot be mapped: {2}");

    internal static readonly DiagnosticDescriptor BadHttpMethod = Error(
        "LN4021", "A method that no route has", "'{0}', of the route of '{1}', is no HTTP method that is mapped: write GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or ANY");

    internal static readonly DiagnosticDescriptor UnboundRouteParameter = Error(
        "LN4022", "A route parameter that binds to nothing", "The parameter {{{0}}} of the route '{1}' binds to nothing: {2}");

    internal static readonly DiagnosticDescriptor AmbiguousRoutes = Error(
        "LN4023", "Two routes for one request", "The routes '{0}' of '{1}' and '{2}' of '{3}' take the same requests");

    internal static readonly DiagnosticDescriptor TwoBodies = Error(
        "LN4024", "Two bodies", "'{0}' takes the body twice, as '{1}' and as '{2}': a request has one; [FromQuery], [FromHeader] or [FromRoute] takes a parameter from elsewhere");

    internal static readonly DiagnosticDescriptor UnsupportedHttpParameter = Error(
        "LN4025", "A parameter that no request has", "The parameter '{0}' of '{1}' {2}");

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byCode = new[]
    {
        UnusableFilter, FilterOutsideFunction, HandlerOutOfReach, AsyncVoid, UnsupportedParameter, UnsupportedReturn, SameName, BadName, NoInstance, BadFactory, FunctionsNotRun, NoJson, OldLanguage, CallNotBound,
        BadRoute, BadHttpMethod, UnboundRouteParameter, AmbiguousRoutes, TwoBodies, UnsupportedHttpParameter,
    }.ToDictionary(d => d.Id);

    internal static IEnumerable<DiagnosticDescriptor> All => s_byCode.Values;

    internal static DiagnosticDescriptor Get(string code) => s_byCode[code];

    private static DiagnosticDescriptor Error(string code, string title, string message) => Make(code, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string code, string title, string message) => Make(code, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Make(string code, string title, string message, DiagnosticSeverity severity) =>
        new(code, title, message, "Lambda.Native", severity, isEnabledByDefault: true,
            helpLinkUri: "https://github.com/lambda-native/lambda-native/blob/main/docs/diagnostics.md#" + code.ToLowerInvariant());
}

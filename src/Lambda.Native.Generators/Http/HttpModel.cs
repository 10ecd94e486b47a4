using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Http;

/// <summary>What becomes of what a route's method returns.</summary>
internal enum HttpAnswer
{
    Nothing,
    Text,
    Result,
    Json,
}

/// <summary>A parameter of a route's method.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Expression">What binds it; <c>{reader}</c> stands for the generated reader.</param>
/// <param name="Json">What the reader reads, or null for a parameter without one.</param>
internal sealed record HttpParameter(string Type, string Expression, JsonRoot? Json);

/// <summary>A method and the path it is mapped to.</summary>
/// <param name="Verb">As <c>HttpVerbs</c> names it.</param>
/// <param name="Template">The path.</param>
/// <param name="Type">The type of the method, as generated code writes it.</param>
/// <param name="Method">Its name.</param>
/// <param name="Result">What is written as JSON, for <see cref="HttpAnswer.Json"/>.</param>
internal sealed record HttpRoute(
    string Verb,
    RouteTemplate Template,
    string Type,
    string Method,
    EquatableArray<HttpParameter> Parameters,
    bool IsAwaited,
    HttpAnswer Answer,
    JsonRoot? Result,
    bool CanBeNull,
    InstanceModel? Instance)
{
    internal string Shown => $"{Verb.ToUpperInvariant()} {Template.Text}";
}

/// <summary>The function of all routes of a project.</summary>
/// <param name="Binding">The generated type.</param>
/// <param name="Enums">Those among its parameters.</param>
internal sealed record HttpFunctionModel(string Binding, EquatableArray<HttpRoute> Routes, EquatableArray<HttpEnum> Enums)
{
    /// <summary>What <c>_HANDLER</c> says.</summary>
    internal const string Name = "http";
}

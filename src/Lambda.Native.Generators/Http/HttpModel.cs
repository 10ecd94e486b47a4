using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Json;
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
internal abstract record HttpParameter(string Type);

/// <summary>What an expression has.</summary>
internal sealed record HttpExpression(string Type, string Expression) : HttpParameter(Type);

/// <summary>A value out of the path, the query or a header.</summary>
/// <param name="Text">An expression of the text.</param>
/// <param name="Shown">Where it stands, as messages say it.</param>
/// <param name="Absent">What stands for it if there is none; null to refuse the request.</param>
internal sealed record HttpSingle(string Type, string Text, string Shown, HttpValue Value, string? Absent) : HttpParameter(Type);

/// <summary>All values of a name.</summary>
/// <param name="Texts">An expression of the texts.</param>
/// <param name="Shown">Where they stand, as messages say it.</param>
internal sealed record HttpMany(string Type, string Texts, string Shown, HttpValue Value, bool IsList) : HttpParameter(Type);

/// <summary>The body, from JSON.</summary>
internal sealed record HttpBody(string Type, JsonRoot Json, bool IsRequired) : HttpParameter(Type);

/// <summary>The whole event.</summary>
/// <param name="Bytes">An expression of its bytes.</param>
internal sealed record HttpWholeEvent(string Type, JsonRoot Json, string Bytes) : HttpParameter(Type);

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

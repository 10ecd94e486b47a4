using System.Text;
using Lambda.Native.Generators.Diagnostics;
using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Http;

/// <summary>Finds out where the parameters of a route's method come from.</summary>
internal sealed class HttpParameterReader(FunctionReader functions, HttpEnums enums, List<DiagnosticInfo> diagnostics)
{
    private const string Events = "Lambda.Native.Events.";

    internal HttpParameter[] Read(IMethodSymbol method, RouteTemplate template, Location routeLocation)
    {
        var bound = new HashSet<int>();
        IParameterSymbol? body = null;
        var parameters = new List<HttpParameter>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            Source source = SourceOf(parameter, template);
            if (source.Kind == SourceKind.Route && source.Segment >= 0)
                bound.Add(source.Segment);
            if (source.Kind == SourceKind.Body && body is not null)
                diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.TwoBodies, parameter.Locations[0], FunctionReader.Show(method), body.Name, parameter.Name));
            if (source.Kind == SourceKind.Body)
                body = parameter;
            if (Bind(parameter, method, template, source) is { } read)
                parameters.Add(read);
        }
        for (int i = 0; i < template.Segments.Count; i++)
        {
            // The rest of a path is often there only to be any.
            if (template.Segments[i].Kind == SegmentKind.Parameter && !bound.Contains(i))
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    DiagnosticDescriptors.UnboundRouteParameter, routeLocation, template.Segments[i].Text, template.Text, $"the method '{FunctionReader.Show(method)}' has no parameter of its name"));
            }
        }
        return [.. parameters];
    }

    private Source SourceOf(IParameterSymbol parameter, RouteTemplate template)
    {
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            string? name = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string : null;
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case Events + "FromRouteAttribute":
                    return new Source(SourceKind.Route, name ?? parameter.Name, template.Find(name ?? parameter.Name));
                case Events + "FromQueryAttribute":
                    return new Source(SourceKind.Query, name ?? parameter.Name);
                case Events + "FromHeaderAttribute":
                    return new Source(SourceKind.Header, name ?? Hyphenated(parameter.Name));
                case Events + "FromBodyAttribute":
                    return new Source(SourceKind.Body, parameter.Name);
            }
        }
        switch (parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString())
        {
            case "Lambda.Native.LambdaContext" or "System.Threading.CancellationToken":
                return new Source(SourceKind.Invocation, parameter.Name);
            case Events + "HttpApiRequest" or Events + "FunctionUrlRequest" or Events + "RestApiRequest" or Events + "AlbRequest":
                return new Source(SourceKind.Event, parameter.Name);
            case "byte[]":
                return new Source(SourceKind.Body, parameter.Name);
        }
        if (template.Find(parameter.Name) is >= 0 and int segment)
            return new Source(SourceKind.Route, parameter.Name, segment);
        ITypeSymbol type = Underlying(parameter.Type);
        bool isSimple = HttpValues.Find(type, enums) is not null || (HttpValues.ElementOf(type, out _) is { } element && HttpValues.Find(Underlying(element), enums) is not null);
        return new Source(isSimple ? SourceKind.Query : SourceKind.Body, parameter.Name);
    }

    private HttpParameter? Bind(IParameterSymbol parameter, IMethodSymbol method, RouteTemplate template, Source source)
    {
        HttpParameter? Refuse(string why)
        {
            diagnostics.Add(DiagnosticInfo.Create(DiagnosticDescriptors.UnsupportedHttpParameter, parameter.Locations[0], parameter.Name, FunctionReader.Show(method), why));
            return null;
        }
        if (parameter.Type.TypeKind == TypeKind.Error)
            return null;
        if (parameter.RefKind is not (RefKind.None or RefKind.In))
            return Refuse("is passed by reference");
        if (parameter.IsParams)
            return Refuse("is a params parameter");
        string type = parameter.Type.FullName();
        switch (source.Kind)
        {
            case SourceKind.Invocation:
                return new HttpExpression(type, parameter.Type.Name == "LambdaContext" ? "http.Context" : "http.Context.CancellationToken");
            case SourceKind.Event:
                string name = parameter.Type.Name;
                return functions.ReadRoot(parameter.Type, parameter.Locations[0], Direction.Read) is { } lambdaEvent
                    ? new HttpWholeEvent(type, lambdaEvent, $"http.Event({Bool(name is "HttpApiRequest" or "FunctionUrlRequest")}, {Bool(name == "AlbRequest")})")
                    : null;
            case SourceKind.Body:
                return BindBody(parameter, Refuse);
        }
        if (source is { Kind: SourceKind.Route, Segment: < 0 })
        {
            diagnostics.Add(DiagnosticInfo.Create(
                DiagnosticDescriptors.UnboundRouteParameter, parameter.Locations[0], source.Name, template.Text, $"the route has no {{{source.Name}}}, and the parameter '{parameter.Name}' asks for it"));
            return null;
        }
        return BindValue(parameter, type, template, source) ?? Refuse(
            $"has the type '{parameter.Type.ToDisplayString()}', which no path, query or header is read as: take a string, a number, an enum, a Guid, a date, a type with IParsable<T>" +
            (source.Kind == SourceKind.Route ? "" : ", or an array or List<T> of one") + ", or mark it [FromBody]");
    }

    private HttpParameter? BindBody(IParameterSymbol parameter, Func<string, HttpParameter?> refuse)
    {
        string type = parameter.Type.FullName();
        switch (parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString())
        {
            case "string":
                return new HttpExpression(type, $"http.BodyText({Bool(IsRequired(parameter))})");
            case "byte[]":
                return new HttpExpression(type, "http.BodyBytes().ToArray()");
            case "System.ReadOnlyMemory<byte>":
                return new HttpExpression(type, "http.BodyBytes()");
        }
        if (parameter.Type.IsRefLikeType)
            return refuse("is a span: take ReadOnlyMemory<byte>");
        return functions.ReadRoot(parameter.Type, parameter.Locations[0], Direction.Read) is { } json ? new HttpBody(type, json, IsRequired(parameter)) : null;
    }

    private HttpParameter? BindValue(IParameterSymbol parameter, string type, RouteTemplate template, Source source)
    {
        string literal = JsonEmitter.Literal(source.Name);
        string shown = $"{source.Kind switch { SourceKind.Route => "route", SourceKind.Query => "query", _ => "header" }} {(source.Kind == SourceKind.Header ? "" : "parameter ")}'{source.Name}'";
        if (HttpValues.Find(Underlying(parameter.Type), enums) is { } value)
        {
            string text = source.Kind switch
            {
                SourceKind.Query => $"http.Query({literal})",
                SourceKind.Header => $"http.Header({literal})",
                _ => $"http.{(template.Segments[source.Segment].Kind == SegmentKind.Rest ? "Rest" : "Segment")}({source.Segment}).ToString()",
            };
            return new HttpSingle(type, text, shown, value, IsRequired(parameter) ? null : JsonObjectShape.DefaultOf(parameter));
        }
        if (source.Kind == SourceKind.Route || HttpValues.ElementOf(parameter.Type, out bool isList) is not { } element || HttpValues.Find(element, enums) is not { } item)
            return null;
        return new HttpMany(type, $"http.{(source.Kind == SourceKind.Query ? "Query" : "Header")}Values({literal})", shown, item, isList);
    }

    /// <summary>Whether a request without it is refused: it has no default, and cannot be null.</summary>
    private static bool IsRequired(IParameterSymbol parameter) =>
        !parameter.HasExplicitDefaultValue
        && (parameter.Type.IsReferenceType ? parameter.NullableAnnotation == NullableAnnotation.NotAnnotated : SymbolEqualityComparer.Default.Equals(Underlying(parameter.Type), parameter.Type));

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static string Bool(bool value) => value ? "true" : "false";

    /// <summary><c>ifNoneMatch</c> as <c>if-none-match</c>.</summary>
    private static string Hyphenated(string name)
    {
        var header = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
                header.Append('-');
            header.Append(char.ToLowerInvariant(name[i]));
        }
        return header.ToString();
    }

    private enum SourceKind
    {
        Invocation,
        Event,
        Route,
        Query,
        Header,
        Body,
    }

    private sealed record Source(SourceKind Kind, string Name, int Segment = -1);
}

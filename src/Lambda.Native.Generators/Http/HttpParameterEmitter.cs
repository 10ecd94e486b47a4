using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Http;

/// <summary>Writes what binds the parameters of a route's method. Straight code: generic methods over the user's classes would link the runtime's type loader.</summary>
internal static class HttpParameterEmitter
{
    /// <summary>A variable with the parameter's value, or a request that is refused.</summary>
    internal static void EmitBind(CodeWriter code, HttpParameter parameter, int route, int index)
    {
        switch (parameter)
        {
            case HttpExpression expression:
                code.Line($"{parameter.Type} value{index} = {expression.Expression};");
                break;
            case HttpSingle single:
                EmitSingle(code, single, index);
                break;
            case HttpMany many:
                EmitMany(code, many, index);
                break;
            case HttpBody body:
                code.Line($"{parameter.Type} value{index} = default;");
                code.Line($"if (http.TryGetJson({(body.IsRequired ? "true" : "false")}, out ReadOnlyMemory<byte> json{index}))");
                code.Indented($"value{index} = {Reader(route, index)}(http, json{index}.Span);");
                break;
            case HttpWholeEvent whole:
                code.Line($"{parameter.Type} value{index} = {Reader(route, index)}(http, {whole.Bytes});");
                break;
        }
    }

    /// <summary>The method that reads the parameter's JSON, if it has any.</summary>
    internal static void EmitReader(CodeWriter code, HttpParameter parameter, int route, int index)
    {
        JsonRoot? json = parameter switch { HttpBody body => body.Json, HttpWholeEvent whole => whole.Json, _ => null };
        if (json is null)
            return;
        code.Line();
        code.Open($"private static {json.Type} {Reader(route, index)}(HttpInvocation http, ReadOnlySpan<byte> json)");
        json.EmitRead(code, "json");
        if (parameter is HttpBody)
        {
            code.Line("http.RefuseBody(json, exception, ref reader);");
            code.Line("return default;");
        }
        else
        {
            code.Line("throw JsonEvent.Invalid(json, exception, ref reader);");
        }
        code.Close();
        code.Close();
    }

    private static void EmitSingle(CodeWriter code, HttpSingle single, int index)
    {
        code.Line($"{single.Type} value{index} = default;");
        code.Line($"if ({single.Text} is not {{ }} text{index})");
        code.Indented(single.Absent is null ? $"http.RefuseMissing({JsonEmitter.Literal(single.Shown)});" : $"value{index} = {single.Absent};");
        if (single.Value.TryParse is not null)
        {
            code.Line($"else if (!{single.Value.Parse($"text{index}", $"out {single.Value.Type} parsed{index}")})");
            code.Indented(RefuseValue(single.Shown, single.Value));
        }
        code.Line("else");
        code.Indented($"value{index} = {(single.Value.TryParse is null ? "text" : "parsed")}{index};");
    }

    private static void EmitMany(CodeWriter code, HttpMany many, int index)
    {
        code.Line($"string[] texts{index} = {many.Texts};");
        string array = many.Value.TryParse is null ? $"texts{index}" : $"parsed{index}";
        if (many.Value.TryParse is not null)
        {
            code.Line($"var parsed{index} = new {many.Value.Type}[texts{index}.Length];");
            code.Open($"for (int i = 0; i < texts{index}.Length; i++)");
            code.Line($"if (!{many.Value.Parse($"texts{index}[i]", $"out parsed{index}[i]")})");
            code.Indented(RefuseValue(many.Shown, many.Value));
            code.Close();
        }
        code.Line($"{many.Type} value{index} = {(many.IsList ? $"new {many.Type}({array})" : array)};");
    }

    private static string RefuseValue(string shown, HttpValue value) => $"http.RefuseValue({JsonEmitter.Literal(shown)}, {JsonEmitter.Literal(value.Expected)});";

    private static string Reader(int route, int parameter) => $"Route{route}Read{parameter}";
}

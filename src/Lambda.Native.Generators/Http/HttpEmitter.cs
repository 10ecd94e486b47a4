using Lambda.Native.Generators.Functions;
using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Http;

/// <summary>Writes the function of a project's routes: one way from path and method to a number, and for each number what binds and calls its method.</summary>
internal static class HttpEmitter
{
    internal static string Emit(HttpFunctionModel function, string generatedNamespace)
    {
        var code = new CodeWriter();
        code.Line($"[assembly: global::Lambda.Native.CompilerServices.LambdaFunctionRegistration(\"{HttpFunctionModel.Name}\", typeof(global::{generatedNamespace}.{function.Binding}))]");
        code.Line();
        code.OpenNamespace(generatedNamespace);
        code.Line("using global::Lambda.Native.Events.CompilerServices;");
        code.Line();
        code.Line("[EditorBrowsable(EditorBrowsableState.Never)]");
        code.Open($"public readonly struct {function.Binding} : ILambdaFunction, IHttpRoutes");

        code.Line("[DoesNotReturn]");
        code.Open("public static void Run()");
        foreach (string holder in function.Routes.Select(r => r.Instance?.Holder).OfType<string>().Distinct())
            code.Line($"LambdaRuntime.OnInit({holder}.CreateAsync);");
        code.Line($"LambdaFunctionHost.Run<{function.Binding}>();");
        code.Close();
        code.Line();
        code.Line("public static void Invoke(ReadOnlyMemory<byte> lambdaEvent, IBufferWriter<byte> answer, LambdaContext context) =>");
        code.Indented($"HttpInvocation.Serve<{function.Binding}>(lambdaEvent, answer, context);");
        code.Line();

        EmitFind(code, function);
        code.Line();
        EmitCall(code, function);
        for (int i = 0; i < function.Routes.Count; i++)
            EmitRoute(code, function.Routes[i], i + 1);
        foreach (HttpEnum type in function.Enums)
            EmitParser(code, type);
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitFind(CodeWriter code, HttpFunctionModel function)
    {
        var tree = new RouteTree();
        for (int i = 0; i < function.Routes.Count; i++)
            tree.Add(function.Routes[i].Template, function.Routes[i].Verb, i + 1);
        code.Open("static int IHttpRoutes.Find(HttpInvocation http)");
        EmitNode(code, tree, 0);
        code.Line("return 0;");
        code.Close();
    }

    /// <summary>What is more exact comes first, and what leads nowhere falls through to what is less so.</summary>
    private static void EmitNode(CodeWriter code, RouteTree node, int depth)
    {
        if (node.Ends.Count > 0)
        {
            code.Open($"if (http.Segments == {depth})");
            EmitEnds(code, node);
            code.Close();
        }
        if (node.Literals.Count > 0)
        {
            code.Open($"switch (http.Segment({depth}))");
            foreach (KeyValuePair<string, RouteTree> literal in node.Literals)
            {
                code.Line($"case {JsonEmitter.Literal(literal.Key)}:");
                code.Indent();
                EmitNode(code, literal.Value, depth + 1);
                code.Line("break;");
                code.Unindent();
            }
            code.Close();
        }
        if (node.Parameter is { } parameter)
        {
            code.Open($"if (!http.Segment({depth}).IsEmpty)");
            EmitNode(code, parameter, depth + 1);
            code.Close();
        }
        if (node.Rest is { } rest)
        {
            code.Open($"if (!http.Rest({depth}).IsEmpty)");
            EmitEnds(code, rest);
            code.Close();
        }
    }

    private static void EmitEnds(CodeWriter code, RouteTree node)
    {
        const string get = "Get", head = "Head", any = "Any";
        foreach (KeyValuePair<string, int> end in node.Ends.Where(e => e.Key != any))
        {
            string verbs = end.Key == get && !node.Ends.ContainsKey(head) ? "HttpVerbs.Get | HttpVerbs.Head" : "HttpVerbs." + end.Key;
            code.Line($"if (http.Is({verbs}))");
            code.Indented($"return {end.Value};");
        }
        if (node.Ends.TryGetValue(any, out int whatever))
        {
            code.Line("if (http.Is(HttpVerbs.Any))");
            code.Indented($"return {whatever};");
            return;
        }
        IEnumerable<string> allowed = node.Ends.Keys.Concat(node.Ends.ContainsKey(get) ? [head] : Array.Empty<string>()).Distinct();
        code.Line($"http.Allow({string.Join(" | ", allowed.Select(v => "HttpVerbs." + v))});");
    }

    private static void EmitCall(CodeWriter code, HttpFunctionModel function)
    {
        code.Open("static void IHttpRoutes.Call(int route, HttpInvocation http)");
        code.Open("switch (route)");
        for (int i = 0; i < function.Routes.Count; i++)
        {
            code.Line($"case {i + 1}:");
            code.Indented($"Route{i + 1}(http);");
            code.Indented("break;");
        }
        code.Close();
        code.Close();
    }

    private static void EmitRoute(CodeWriter code, HttpRoute route, int number)
    {
        code.Line();
        code.Open($"private static void Route{number}(HttpInvocation http)");
        code.Line($"http.Route = {JsonEmitter.Literal(route.Shown)};");
        for (int i = 0; i < route.Parameters.Count; i++)
            HttpParameterEmitter.EmitBind(code, route.Parameters[i], number, i);
        if (route.Parameters.Count > 0)
        {
            code.Line("if (http.IsRefused)");
            code.Indented("return;");
        }
        string call = $"{(route.Instance is { } instance ? instance.Holder + ".Value" : route.Type)}.@{route.Method}({string.Join(", ", route.Parameters.Select((_, i) => $"value{i}"))})";
        EmitAnswer(code, route, route.IsAwaited ? $"LambdaFunctionHost.Wait({call})" : call);
        code.Close();
        for (int i = 0; i < route.Parameters.Count; i++)
            HttpParameterEmitter.EmitReader(code, route.Parameters[i], number, i);
    }

    private static void EmitAnswer(CodeWriter code, HttpRoute route, string call)
    {
        switch (route.Answer)
        {
            case HttpAnswer.Text:
                code.Line($"http.AnswerText({call});");
                return;
            case HttpAnswer.Result:
                code.Line($"http.Answer({call});");
                return;
            case HttpAnswer.Nothing:
                code.Line(call + ";");
                code.Line("http.AnswerNothing();");
                return;
        }
        JsonRoot result = route.Result!;
        code.Line($"{result.Type} result = {call};");
        if (route.CanBeNull)
        {
            code.Open("if (result is null)");
            code.Line("http.AnswerNotFound();");
            code.Line("return;");
            code.Close();
        }
        code.Line("var writer = new JsonWriter(http.AnswerJson());");
        code.Line(result.Codec.Write("result"));
        code.Line("writer.Flush();");
    }

    private static void EmitParser(CodeWriter code, HttpEnum type)
    {
        code.Line();
        code.Open($"private static bool {type.Parser}(string text, out {type.Type} value)");
        foreach (string name in type.Names)
        {
            code.Open($"if (text.Equals({JsonEmitter.Literal(name)}, StringComparison.OrdinalIgnoreCase))");
            code.Line($"value = {type.Type}.@{name};");
            code.Line("return true;");
            code.Close();
        }
        code.Line("value = default;");
        code.Line("return false;");
        code.Close();
    }
}

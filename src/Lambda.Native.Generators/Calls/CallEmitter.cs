using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Calls;

/// <summary>Writes the methods that are called in the place of generic ones: one for each type, since code that is shared among types would link the runtime's type loader.</summary>
internal static class CallEmitter
{
    internal static string Emit(EquatableArray<CallModel> calls, string generatedNamespace)
    {
        var code = new CodeWriter();
        code.Open("namespace System.Runtime.CompilerServices");
        code.Line("[global::System.AttributeUsage(global::System.AttributeTargets.Method, AllowMultiple = true)]");
        code.Open("file sealed class InterceptsLocationAttribute : global::System.Attribute");
        code.Line("public InterceptsLocationAttribute(int version, string data) { }");
        code.Line();
        code.Line("public InterceptsLocationAttribute(string filePath, int line, int character) { }");
        code.Close();
        code.Close();
        code.Line();
        code.OpenNamespace(generatedNamespace);
        code.Open("internal static class JsonCalls");
        for (int i = 0; i < calls.Count; i++)
        {
            if (i > 0)
                code.Line();
            EmitCall(code, calls[i], i + 1);
        }
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitCall(CodeWriter code, CallModel call, int number)
    {
        foreach (CallPlace place in call.Places)
            code.Line($"[{place.Attribute}] // {place.Shown}");
        string parameters = string.Join(", ", call.Parameters.Select((p, i) => $"{(call.IsExtension && i == 0 ? "this " : "")}{p.Type} @{p.Name}"));
        code.Open($"internal static {call.Returns} {call.Method}{number}({parameters})");
        string arguments = string.Join(", ", call.Parameters.Select(p => p.IsValue ? "body" : "@" + p.Name));
        if (call.Reads)
            EmitRead(code, call, $"{call.Through}.{call.Method}({arguments})");
        else
            EmitWrite(code, call, arguments);
        code.Close();
    }

    private static void EmitRead(CodeWriter code, CallModel call, string text)
    {
        code.Line($"using var text = {text};");
        call.Json.EmitRead(code, "text.Json");
        code.Line("throw text.Invalid(exception, ref reader);");
        code.Close();
    }

    private static void EmitWrite(CodeWriter code, CallModel call, string arguments)
    {
        code.Line($"var body = {call.Through}.Begin();");
        code.Line("var writer = new JsonWriter(body);");
        code.Line(call.Json.Codec.Write("@" + call.Parameters.First(p => p.IsValue).Name));
        code.Line("writer.Flush();");
        code.Line($"return {call.Through}.{call.Method}({arguments});");
    }
}

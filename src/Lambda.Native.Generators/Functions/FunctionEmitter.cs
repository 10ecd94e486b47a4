using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Functions;

/// <summary>Writes what binds one function: reads the event, calls the method, writes the answer.</summary>
internal static class FunctionEmitter
{
    internal static string Emit(FunctionModel function, string generatedNamespace)
    {
        var code = new CodeWriter();
        string host = "LambdaFunctionHost";
        code.Line($"[assembly: global::Lambda.Native.CompilerServices.LambdaFunctionRegistration({Literal(function.Name)}, typeof(global::{generatedNamespace}.{function.Binding}))]");
        code.Line();
        code.OpenNamespace(generatedNamespace);
        code.Line("[EditorBrowsable(EditorBrowsableState.Never)]");
        code.Open($"public readonly struct {function.Binding} : {(function.Streams ? "ILambdaStreamFunction" : "ILambdaFunction")}");

        code.Line("[DoesNotReturn]");
        code.Open("public static void Run()");
        if (function.Instance is { } instance)
            code.Line($"LambdaRuntime.OnInit({instance.Holder}.CreateAsync);");
        code.Line($"{host}.{(function.Streams ? "RunStream" : "Run")}<{function.Binding}>();");
        code.Close();
        code.Line();

        string answerType = function.Streams ? "ResponseStream" : "IBufferWriter<byte>";
        code.Open($"public static void Invoke(ReadOnlyMemory<byte> lambdaEvent, {answerType} answer, LambdaContext context)");
        if (function.Event is { } root)
            code.Line($"{root.Type} value = Read(lambdaEvent.Span);");
        string call = $"{(function.Instance is { } holder ? holder.Holder + ".Value" : function.Type)}.@{function.Method}({string.Join(", ", function.Parameters.Select(Argument))})";
        if (function.Return is ReturnKind.Task or ReturnKind.ValueTask or ReturnKind.TaskOfValue or ReturnKind.ValueTaskOfValue)
            call = $"{host}.Wait({call})";
        WriteAnswer(code, function, call);
        code.Close();

        if (function.Event is { } expected)
        {
            code.Line();
            EmitRead(code, expected);
        }
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitRead(CodeWriter code, JsonRoot root)
    {
        code.Open($"private static {root.Type} Read(ReadOnlySpan<byte> json)");
        root.EmitRead(code, "json");
        code.Line("throw JsonEvent.Invalid(json, exception, ref reader);");
        code.Close();
        code.Close();
    }

    private static void WriteAnswer(CodeWriter code, FunctionModel function, string call)
    {
        if (function.Answer is not { } answer)
        {
            code.Line(call + ";");
            if (!function.Parameters.Contains(ParameterKind.AnswerBuffer) && !function.Streams)
                code.Line("BuffersExtensions.Write(answer, \"null\"u8);");
            return;
        }
        code.Line($"{answer.Type} result = {call};");
        code.Line($"var writer = new JsonWriter(answer);");
        code.Line(answer.Codec.Write("result"));
        code.Line("writer.Flush();");
    }

    private static string Argument(ParameterKind kind) => kind switch
    {
        ParameterKind.Event => "value",
        ParameterKind.EventSpan => "lambdaEvent.Span",
        ParameterKind.EventMemory => "lambdaEvent",
        ParameterKind.Context => "context",
        ParameterKind.CancellationToken => "context.CancellationToken",
        _ => "answer",
    };

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}

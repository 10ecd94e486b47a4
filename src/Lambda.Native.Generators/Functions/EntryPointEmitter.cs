using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Lambda.Native.Generators.Functions;

/// <summary>Writes what chooses among the functions of a bootstrap, and <c>Main</c> where the project has none.</summary>
internal static class EntryPointEmitter
{
    internal static string Emit(EquatableArray<BoundFunction> functions, bool writesMain, string generatedNamespace)
    {
        var code = new CodeWriter();
        foreach (BoundFunction function in functions)
            code.Line($"[assembly: global::System.Reflection.AssemblyMetadata(\"LambdaFunction\", {Literal(function.Name)})]");
        code.Line();
        code.OpenNamespace("Lambda.Native");
        code.Line("/// <summary>The functions of this bootstrap.</summary>");
        code.Open("internal static class LambdaFunctions");
        code.Line(functions.Count == 1
            ? "/// <summary>Serves the function. Does not return.</summary>"
            : "/// <summary>Serves the function that the handler in the function's settings (<c>_HANDLER</c>) names. Does not return.</summary>");
        code.Line("[DoesNotReturn]");
        if (functions.Count == 1)
        {
            code.Line($"internal static void Run() => {functions[0].Binding}.Run();");
        }
        else
        {
            code.Open("internal static void Run()");
            code.Open("switch (LambdaFunctionHost.Handler)");
            foreach (BoundFunction function in functions)
            {
                code.Line($"case {Literal(function.Name)}:");
                code.Indented($"{function.Binding}.Run();");
                code.Indented("break;");
            }
            code.Line("default:");
            code.Indented($"LambdaFunctionHost.Refuse({Literal(string.Join(", ", functions.Select(f => f.Name)))});");
            code.Indented("break;");
            code.Close();
            code.Close();
        }
        code.Close();
        code.Close();
        if (writesMain)
        {
            code.Line();
            code.OpenNamespace(generatedNamespace);
            code.Open("internal static class Program");
            code.Line("private static void Main() => global::Lambda.Native.LambdaFunctions.Run();");
            code.Close();
            code.Close();
        }
        return code.ToString();
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}

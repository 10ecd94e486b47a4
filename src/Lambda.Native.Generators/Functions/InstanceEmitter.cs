using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Functions;

/// <summary>Writes what holds the object of instance methods.</summary>
internal static class InstanceEmitter
{
    internal static string Emit(InstanceModel instance, string generatedNamespace)
    {
        var code = new CodeWriter();
        code.OpenNamespace(generatedNamespace);
        code.Open($"internal static class {instance.Holder}");
        code.Line($"internal static {instance.Type} Value;");
        code.Line();
        code.Open($"internal static {(instance.IsAwaited ? "async " : "")}Task CreateAsync()");
        code.Line($"Value = {(instance.IsAwaited ? "await " : "")}{instance.Make};");
        if (instance.Disposal != Disposal.None)
            code.Line("LambdaRuntime.OnShutdown(DisposeAsync);");
        if (!instance.IsAwaited)
            code.Line("return Task.CompletedTask;");
        code.Close();
        if (instance.Disposal != Disposal.None)
            EmitDispose(code, instance.Disposal);
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitDispose(CodeWriter code, Disposal disposal)
    {
        code.Line();
        code.Open("private static Task DisposeAsync()");
        if (disposal == Disposal.Asynchronous)
        {
            code.Line("return ((IAsyncDisposable)Value).DisposeAsync().AsTask();");
        }
        else
        {
            code.Line("((IDisposable)Value).Dispose();");
            code.Line("return Task.CompletedTask;");
        }
        code.Close();
    }
}

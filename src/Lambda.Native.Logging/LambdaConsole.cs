namespace Lambda.Native.Logging;

/// <summary>Makes what is written to <see cref="Console"/> records of the function.</summary>
public static class LambdaConsole
{
    /// <summary>From here on each line written to <see cref="Console.Out"/> is a record of the level INFO and each line written to <see cref="Console.Error"/> one of the level
    /// ERROR, with the id of the invocation whose code writes. Without this call <see cref="Console"/> works as in any program.</summary>
    public static void Redirect()
    {
        Console.SetOut(TextWriter.Synchronized(new LambdaLogWriter(LambdaLogLevel.Info)));
        Console.SetError(TextWriter.Synchronized(new LambdaLogWriter(LambdaLogLevel.Error)));
    }
}

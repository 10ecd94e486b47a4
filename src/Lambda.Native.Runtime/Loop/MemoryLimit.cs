using Lambda.Native.Buffers;

namespace Lambda.Native.Loop;

/// <summary>Tells the garbage collector what Lambda's limit is: .NET sees only the machine's memory there.</summary>
internal static class MemoryLimit
{
    // What the process needs beside the collector's heap: its own code and stacks, and the sandbox's share.
    private const long Reserved = 24L << 20;

    // Lambda's smallest function, in MB; less is a variable that means something else.
    private const long Smallest = 128;

    /// <summary>After the first answer, off the start path.</summary>
    internal static void Apply()
    {
        if (!Digits.TryParse(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), out long megabytes) || megabytes is < Smallest or > 1 << 20)
            return;
        AppContext.SetData("GCHeapHardLimit", (ulong)((megabytes << 20) - Reserved));
        try
        {
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException)
        {
            // Less than is in use already, or not supported: the collector goes on as it was.
        }
    }
}

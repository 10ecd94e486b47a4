using Lambda.Native.Api;
using Lambda.Native.Buffers;
using Lambda.Native.Handlers;
using Lambda.Native.Logging;
using Lambda.Native.Transport;

namespace Lambda.Native.Loop;

/// <summary>As many workers as the platform wants invocations at a time; each has its connection, its buffers and its handler object. A worker that fails takes no other along.</summary>
internal static class WorkerPool
{
    /// <summary>Of each worker beside the first, which has the main thread's.</summary>
    private const int StackSize = 1 << 20;

    // A bound, whatever the variable holds: a process has 1 024 descriptors.
    private const int MaxWorkers = 1000;

    /// <summary>Serves until the last worker has ended.</summary>
    internal static void Run(RuntimeApiAddress address, RuntimeApiClient firstClient, Func<InvocationHandler> makeHandler)
    {
        int concurrency = ReadConcurrency();
        if (concurrency == 1)
        {
            InvocationScope.Current = new SingleInvocationScope();
            new InvocationLoop(firstClient, makeHandler(), InvocationScope.Current).Run();
            return;
        }

        InvocationScope.Current = new ConcurrentInvocationScope();
        var others = new Thread[concurrency - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => RunOne(new RuntimeApiClient(address, Connection.To(address), Thread.Sleep), makeHandler), StackSize);
            others[i].Start();
        }
        RunOne(firstClient, makeHandler);
        foreach (Thread other in others)
            other.Join();
    }

    private static void RunOne(RuntimeApiClient client, Func<InvocationHandler> makeHandler)
    {
        try
        {
            new InvocationLoop(client, makeHandler(), InvocationScope.Current).Run();
        }
        catch (Exception exception)
        {
            // Not from a handler: those are answered. Whatever it is, the other workers serve on.
            Log.Fatal("a worker ends", exception);
        }
    }

    private static int ReadConcurrency() =>
        Digits.TryParse(Environment.GetEnvironmentVariable("AWS_LAMBDA_MAX_CONCURRENCY"), out long value) ? (int)Math.Clamp(value, 1, MaxWorkers) : 1;
}

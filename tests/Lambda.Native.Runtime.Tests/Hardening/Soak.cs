using System.Diagnostics;
using Lambda.Native.Api;
using Lambda.Native.Handlers;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>The real loop over real sockets against a <see cref="SoakServer"/>.</summary>
internal static class Soak
{
    /// <returns>The server, with its account.</returns>
    internal static SoakServer Run(long invocations, ulong seed)
    {
        bool running = true;
        using var server = new SoakServer(invocations, seed, () => Volatile.Read(ref running));
        if (!RuntimeApiAddress.TryParse(server.Address, out RuntimeApiAddress? address))
            throw new UnreachableException();
        var connection = Connection.To(address);
        var echo = new RawHandlerAdapter((e, answer, _) =>
        {
            e.CopyTo(answer.GetSpan(e.Length));
            answer.Advance(e.Length);
        });
        // What the runtime would wait is not what is tested here.
        var loop = new InvocationLoop(new RuntimeApiClient(address, connection, _ => { }), echo);
        var worker = new Thread(() =>
        {
            loop.Run();
            Volatile.Write(ref running, false);
            // The server is to see it.
            connection.Dispose();
        });
        worker.Start();
        server.Run();
        server.Dispose();
        worker.Join();
        return server;
    }
}

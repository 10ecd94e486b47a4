using System.Net;

namespace Lambda.Native.Emulator;

/// <summary>Listens where nobody else does.</summary>
internal static class FreePort
{
    private const int PortsTried = 100;

    /// <summary>Starts with the first port, or where that is taken and another will do, with the next that is free.</summary>
    /// <param name="first">0 for one that the operating system chooses.</param>
    /// <param name="orNext">Whether another will do.</param>
    /// <param name="start">Listens, or throws an <see cref="IOException"/> where somebody else does.</param>
    /// <exception cref="IOException">The port is taken, and the hundred after it where those were to be tried.</exception>
    internal static async Task<T> StartAsync<T>(int first, bool orNext, Func<int, Task<T>> start)
    {
        for (int port = first; ; port++)
        {
            try
            {
                return await start(port);
            }
            catch (IOException) when (orNext && first > 0 && port < Math.Min(first + PortsTried, IPEndPoint.MaxPort))
            {
                // Somebody else listens there.
            }
        }
    }
}

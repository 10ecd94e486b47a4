namespace Lambda.Native.Emulator;

/// <summary>Keeps pages of other sites away from what runs on a developer's machine: neither by a name that leads to the loopback address (DNS rebinding) nor by a request of their own.</summary>
internal static class LocalCaller
{
    /// <summary>Null when the caller may, otherwise what to answer.</summary>
    internal static string? Refusal(HttpRequest request)
    {
        if (!IsLocal(request.Host.Host))
            return $"The host {request.Host.Host} is not this machine: call the emulator as localhost or 127.0.0.1.";
        string origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && IsLocal(uri.Host)))
            return $"A page of {origin} may not call the emulator.";
        return null;
    }

    private static bool IsLocal(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";
}

using System.Net;

namespace Lambda.Native.Emulator;

/// <summary>
/// Keeps web pages out. A page that a developer looks at can send requests to this machine, and by a name that it makes point here (DNS rebinding) read the answers: so
/// the request must be addressed to this machine by a name that is only that, and what a browser marks as another site's is refused.
/// </summary>
internal sealed class HostGuard(IPAddress listensAt, IReadOnlyCollection<string> allowedHosts)
{
    /// <summary>Null when the request may pass, or the reason why not.</summary>
    internal string? Refusal(HttpRequest request)
    {
        if (!IsOwn(request.Host.Host))
            return $"The host '{request.Host.Host}' is none of this emulator's; --allow-host adds it.";
        if (request.Headers.Origin is { Count: > 0 } origins && !origins.All(origin => IsSameSite(origin, request)))
            return "This is another web site's request.";
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site")
            return "This is another web site's request.";
        return null;
    }

    /// <summary>As <see cref="Refusal"/>, for an address that stands for a public one: pages served from this machine may call it, and links may lead to it.</summary>
    internal string? FrontRefusal(HttpRequest request)
    {
        if (!IsOwn(request.Host.Host))
            return $"The host '{request.Host.Host}' is none of this emulator's; --allow-host adds it.";
        if (request.Headers.Origin is { Count: > 0 } origins)
            return origins.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && IsOwn(uri.Host)) ? null : "This is another web site's request.";
        bool isLink = request.Headers["Sec-Fetch-Mode"] == "navigate" && HttpMethods.IsGet(request.Method);
        return request.Headers["Sec-Fetch-Site"] == "cross-site" && !isLink ? "This is another web site's request." : null;
    }

    /// <summary>A function's process is no browser.</summary>
    internal static bool IsFromFunction(HttpRequest request) => request.Headers.Origin.Count == 0 && IsLocal(request.Host.Host);

    private bool IsOwn(string host) => IsLocal(host)
        || allowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        // An address is no name that somebody else could have pointed here; only one who asked for it can be reached by another than loopback.
        || (!IPAddress.IsLoopback(listensAt) && IPAddress.TryParse(host.Trim('[', ']'), out _));

    private static bool IsLocal(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    private static bool IsSameSite(string? origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Native.Emulator;

/// <summary>A client's request, as it came over the wire: nothing decoded, nothing joined.</summary>
internal sealed class FrontRequest
{
    // They are between the client and the front, and end there.
    private static readonly HashSet<string> s_hopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Expect", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    internal required string Method { get; init; }

    internal required string RawPath { get; init; }

    /// <summary>Without the question mark.</summary>
    internal required string RawQuery { get; init; }

    internal required string Protocol { get; init; }

    internal required string SourceIp { get; init; }

    /// <summary>The port the front listens on.</summary>
    internal required int Port { get; init; }

    /// <summary>Names with all their values, in the order they came in, without those that end at the front and without Content-Length.</summary>
    internal required List<KeyValuePair<string, List<string>>> Headers { get; init; }

    internal required byte[] Body { get; init; }

    internal DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The X-Ray header's root, of the client or new.</summary>
    internal required string TraceRoot { get; init; }

    internal string? Header(string name)
    {
        foreach ((string key, List<string> values) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return string.Join(',', values);
        }
        return null;
    }

    internal string UserAgent => Header("User-Agent") ?? "";

    /// <summary><c>10/Jul/2026:19:19:05 +0000</c>.</summary>
    internal string TimeText => Time.UtcDateTime.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture);

    /// <summary>Each <c>name=value</c> of all Cookie headers.</summary>
    internal IEnumerable<string> Cookies => Headers.Where(h => h.Key.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        .SelectMany(h => h.Value).SelectMany(v => v.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The query by name, undecoded, each with all its values.</summary>
    internal List<KeyValuePair<string, List<string>>> Query(bool decoded)
    {
        var found = new Multimap(StringComparer.Ordinal);
        foreach (string pair in RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = equals < 0 ? pair : pair[..equals], value = equals < 0 ? "" : pair[(equals + 1)..];
            found.Add(decoded ? Decode(name) : name, decoded ? Decode(value) : value);
        }
        return found.Entries;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    internal static FrontRequest Of(HttpContext context, byte[] body)
    {
        (string path, string query) = Target(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        string sourceIp = context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1";
        var headers = new Multimap(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, var values) in context.Request.Headers)
        {
            if (s_hopByHop.Contains(name) || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name[0] == ':')
                continue;
            foreach (string? value in values)
                headers.Add(name, value ?? "");
        }
        return new FrontRequest
        {
            Method = context.Request.Method,
            RawPath = path,
            RawQuery = query,
            Protocol = context.Request.Protocol,
            SourceIp = sourceIp,
            Port = context.Connection.LocalPort,
            Headers = headers.Entries,
            Body = body,
            TraceRoot = Root(context.Request.Headers["X-Amzn-Trace-Id"].ToString()) ?? NewRoot(),
        };
    }

    private static (string Path, string Query) Target(string target)
    {
        // An absolute form (RFC 9112, 3.2.2) has a scheme and a host in front; the asterisk of OPTIONS is no path.
        if (!target.StartsWith('/'))
        {
            int authority = target.IndexOf("://", StringComparison.Ordinal);
            int slash = authority < 0 ? -1 : target.IndexOfAny(['/', '?'], authority + 3);
            target = slash < 0 ? "/" : target[slash] == '?' ? "/" + target[slash..] : target[slash..];
        }
        int question = target.IndexOf('?');
        return question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
    }

    private static string? Root(string header) =>
        header.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith("Root=", StringComparison.OrdinalIgnoreCase));

    private static string NewRoot()
    {
        string random = Guid.NewGuid().ToString("N");
        return string.Create(CultureInfo.InvariantCulture, $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{random[..24]}");
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Lambda.Native.Transport;

/// <summary>
/// Where the Runtime API listens: <c>[http://]host[:port][/prefix]</c>. Lambda gives <c>host:port</c>; cargo-lambda's emulator adds the scheme and a
/// prefix, AWS's .NET Lambda Test Tool a prefix.
/// </summary>
internal sealed class RuntimeApiAddress
{
    private const int DefaultPort = 80;

    private RuntimeApiAddress(string host, int port, string prefix, string hostHeader)
    {
        Host = host;
        Port = port;
        Prefix = prefix;
        HostHeader = hostHeader;
    }

    /// <summary>A name, an IPv4 or an IPv6 literal, without brackets.</summary>
    internal string Host { get; }

    internal int Port { get; }

    /// <summary>Empty, or a path that begins with a slash and does not end in one.</summary>
    internal string Prefix { get; }

    /// <summary>The value of the HTTP Host header.</summary>
    internal string HostHeader { get; }

    internal static bool TryParse(string text, [NotNullWhen(true)] out RuntimeApiAddress? address)
    {
        address = null;
        const string scheme = "http://";
        if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            text = text[scheme.Length..];
        foreach (char c in text)
        {
            // Anything else would end the request line or the Host header it is written into.
            if (c is <= ' ' or >= '\x7f' or '?' or '#' or '@')
                return false;
        }
        int slash = text.IndexOf('/');
        string authority = slash < 0 ? text : text[..slash];
        string prefix = slash < 0 ? "" : text[slash..].TrimEnd('/');

        string host = authority;
        int port = DefaultPort;
        int colon = authority.LastIndexOf(':');
        bool bracketed = authority.StartsWith('[');
        if (colon > authority.LastIndexOf(']'))
        {
            host = authority[..colon];
            if (!int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > ushort.MaxValue)
                return false;
        }
        if (bracketed)
        {
            if (!host.EndsWith(']'))
                return false;
            host = host[1..^1];
        }
        if (host.Length == 0 || (!bracketed && host.Contains(':')))
            return false;
        address = new RuntimeApiAddress(host, port, prefix, authority);
        return true;
    }

    /// <summary>The address in host byte order if <see cref="Host"/> is an IPv4 literal in dotted form.</summary>
    internal bool TryGetIPv4(out uint ip)
    {
        ip = 0;
        int parts = 0;
        ReadOnlySpan<char> rest = Host;
        while (true)
        {
            int dot = rest.IndexOf('.');
            ReadOnlySpan<char> part = dot < 0 ? rest : rest[..dot];
            if (part.Length is 0 or > 3 || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out byte octet))
                return false;
            ip = ip << 8 | octet;
            parts++;
            if (dot < 0)
                return parts == 4;
            if (parts == 4)
                return false;
            rest = rest[(dot + 1)..];
        }
    }
}

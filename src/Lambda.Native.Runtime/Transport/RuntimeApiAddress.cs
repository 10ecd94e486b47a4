using System.Diagnostics.CodeAnalysis;
using Lambda.Native.Buffers;

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

    /// <summary>What every request to it has after its path.</summary>
    internal string RequestEnd => string.Concat(" HTTP/1.1\r\nHost: ", HostHeader, "\r\nUser-Agent: Lambda.Native/" + RuntimeVersion.Text + "\r\n");

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
        int slash = 0;
        while (slash < text.Length && text[slash] != '/')
            slash++;
        string authority = text[..slash];
        string prefix = text[slash..].TrimEnd('/');

        string host = authority;
        int port = DefaultPort;
        bool bracketed = authority.StartsWith('[');
        int colon = authority.Length - 1;
        while (colon >= 0 && authority[colon] is not (':' or ']'))
            colon--;
        if (colon >= 0 && authority[colon] == ':')
        {
            host = authority[..colon];
            if (!Digits.TryParse(authority.AsSpan(colon + 1), out long number) || number is 0 or > ushort.MaxValue)
                return false;
            port = (int)number;
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
            if (!Digits.TryParse(part, out long octet) || octet > byte.MaxValue || part.Length > 3)
                return false;
            ip = ip << 8 | (uint)octet;
            parts++;
            if (dot < 0)
                return parts == 4;
            if (parts == 4)
                return false;
            rest = rest[(dot + 1)..];
        }
    }
}

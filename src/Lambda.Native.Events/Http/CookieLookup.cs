namespace Lambda.Native.Events;

/// <summary>Cookies as clients send them: <c>name=value; name=value</c>.</summary>
internal static class CookieLookup
{
    public static string? Find(List<string>? cookies, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        foreach (string? cookie in cookies ?? [])
        {
            if (Find(cookie, name) is { } value)
                return value;
        }
        return null;
    }

    public static string? Find(string? header, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ReadOnlySpan<char> rest = header;
        while (!rest.IsEmpty)
        {
            int semicolon = rest.IndexOf(';');
            ReadOnlySpan<char> pair = semicolon < 0 ? rest : rest[..semicolon];
            rest = semicolon < 0 ? default : rest[(semicolon + 1)..];
            int equals = pair.IndexOf('=');
            if (equals >= 0 && pair[..equals].Trim().SequenceEqual(name))
                return pair[(equals + 1)..].Trim().ToString();
        }
        return null;
    }
}

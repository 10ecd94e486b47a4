namespace Lambda.Native.Events;

/// <summary>Values of a query, as each front sends them.</summary>
internal static class QueryLookup
{
    /// <summary>Payload format 2.0: only the raw query tells a comma from a second value. An event without one is a test's.</summary>
    public static string[] Find(string? rawQuery, Dictionary<string, string>? parameters, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrEmpty(rawQuery))
            return parameters?.GetValueOrDefault(name) is { } joined ? [joined] : [];
        List<string>? values = null;
        ReadOnlySpan<char> rest = rawQuery.AsSpan(rawQuery[0] == '?' ? 1 : 0);
        while (!rest.IsEmpty)
        {
            int ampersand = rest.IndexOf('&');
            ReadOnlySpan<char> pair = ampersand < 0 ? rest : rest[..ampersand];
            rest = ampersand < 0 ? default : rest[(ampersand + 1)..];
            int equals = pair.IndexOf('=');
            ReadOnlySpan<char> key = equals < 0 ? pair : pair[..equals];
            if (!pair.IsEmpty && Is(key, name))
                (values ??= []).Add(equals < 0 ? "" : FormEncoding.Decode(pair[(equals + 1)..].ToString()));
        }
        return values is null ? [] : [.. values];
    }

    /// <summary>Payload format 1.0: decoded by API Gateway.</summary>
    public static string[] Find(Dictionary<string, List<string>>? multiple, Dictionary<string, string>? single, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (multiple?.GetValueOrDefault(name) is { } values)
            return [.. values];
        return single?.GetValueOrDefault(name) is { } value ? [value] : [];
    }

    /// <summary>Load balancer: names and values are as the client wrote them.</summary>
    public static string[] FindEncoded(Dictionary<string, List<string>>? multiple, Dictionary<string, string>? single, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        List<string>? found = null;
        foreach ((string key, List<string>? values) in multiple ?? [])
        {
            if (Is(key, name))
                (found ??= []).AddRange((values ?? []).ConvertAll(FormEncoding.Decode));
        }
        foreach ((string key, string value) in multiple is null ? single ?? [] : [])
        {
            if (Is(key, name))
                (found ??= []).Add(FormEncoding.Decode(value));
        }
        return found is null ? [] : [.. found];
    }

    private static bool Is(ReadOnlySpan<char> key, string name) =>
        key.SequenceEqual(name) || (key.IndexOfAny('%', '+') >= 0 && FormEncoding.Decode(key.ToString()) == name);
}

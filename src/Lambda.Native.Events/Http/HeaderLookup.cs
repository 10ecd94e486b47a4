namespace Lambda.Native.Events;

/// <summary>Header names have no case; the fronts send them as they like.</summary>
internal static class HeaderLookup
{
    public static string? Find(Dictionary<string, string>? headers, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (headers is null)
            return null;
        if (headers.TryGetValue(name, out string? value))
            return value;
        foreach ((string key, string candidate) in headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }
        return null;
    }

    /// <summary>All values where the front sends them, joined as HTTP says; cookies have a separator of their own.</summary>
    public static string? Find(Dictionary<string, List<string>>? multiple, Dictionary<string, string>? single, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (multiple is not null)
        {
            foreach ((string key, List<string>? values) in multiple)
            {
                if (values is { Count: > 0 } && key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return values.Count == 1 ? values[0] : string.Join(key.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? ';' : ',', values);
            }
        }
        return Find(single, name);
    }
}

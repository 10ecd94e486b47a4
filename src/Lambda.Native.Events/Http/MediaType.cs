namespace Lambda.Native.Events;

/// <summary>Which content types are text that a JSON string can carry as it is.</summary>
internal static class MediaType
{
    public static bool IsText(ReadOnlySpan<char> contentType)
    {
        int semicolon = contentType.IndexOf(';');
        ReadOnlySpan<char> type = (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
        bool text = type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+xml", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+yaml", StringComparison.OrdinalIgnoreCase)
            || (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && IsTextSubtype(type["application/".Length..]));
        return text && (semicolon < 0 || IsUtf8(contentType[(semicolon + 1)..]));
    }

    /// <summary>JSON is UTF-8 for us; other character sets are refused.</summary>
    public static bool IsJson(ReadOnlySpan<char> contentType)
    {
        int semicolon = contentType.IndexOf(';');
        ReadOnlySpan<char> type = (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
        return (type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            && (semicolon < 0 || IsUtf8(contentType[(semicolon + 1)..]));
    }

    private static bool IsTextSubtype(ReadOnlySpan<char> subtype)
    {
        foreach (string known in (ReadOnlySpan<string>)["json", "xml", "javascript", "x-www-form-urlencoded", "x-ndjson", "yaml", "graphql"])
        {
            if (subtype.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Text in another character set is bytes to us: it must arrive as it was written.</summary>
    private static bool IsUtf8(ReadOnlySpan<char> parameters)
    {
        while (!parameters.IsEmpty)
        {
            int semicolon = parameters.IndexOf(';');
            ReadOnlySpan<char> parameter = (semicolon < 0 ? parameters : parameters[..semicolon]).Trim();
            parameters = semicolon < 0 ? default : parameters[(semicolon + 1)..];
            if (!parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))
                continue;
            ReadOnlySpan<char> charset = parameter["charset=".Length..].Trim('"');
            return charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
        }
        return true;
    }
}

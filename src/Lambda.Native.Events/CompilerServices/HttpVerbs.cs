using System.ComponentModel;
using System.Text.Json;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>HTTP methods, for generated code.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum HttpVerbs
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>GET.</summary>
    Get = 1,

    /// <summary>HEAD.</summary>
    Head = 2,

    /// <summary>POST.</summary>
    Post = 4,

    /// <summary>PUT.</summary>
    Put = 8,

    /// <summary>PATCH.</summary>
    Patch = 16,

    /// <summary>DELETE.</summary>
    Delete = 32,

    /// <summary>OPTIONS.</summary>
    Options = 64,

    /// <summary>A method without a name here.</summary>
    Other = 128,

    /// <summary>Every method.</summary>
    Any = 255,
}

/// <summary>HTTP methods by their names.</summary>
internal static class HttpVerbNames
{
    private static readonly string[] s_names = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    /// <summary>Methods have case. None for JSON null.</summary>
    internal static HttpVerbs Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return HttpVerbs.None;
        for (int i = 0; i < s_names.Length; i++)
        {
            if (reader.ValueTextEquals(s_names[i]))
                return (HttpVerbs)(1 << i);
        }
        return HttpVerbs.Other;
    }

    /// <summary>As the Allow header lists them.</summary>
    internal static string Join(HttpVerbs verbs)
    {
        string joined = "";
        for (int i = 0; i < s_names.Length; i++)
        {
            if (((int)verbs & 1 << i) != 0)
                joined = joined.Length == 0 ? s_names[i] : $"{joined}, {s_names[i]}";
        }
        return joined;
    }
}

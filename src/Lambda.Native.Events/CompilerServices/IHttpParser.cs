using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>Reads a value out of a path, query or header. Static, so that what calls it is compiled for it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IHttpParser<T>
{
    /// <summary>False if the text is none of the type.</summary>
    static abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);
}

/// <summary>Text as it is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HttpText : IHttpParser<string>
{
    /// <inheritdoc/>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return true;
    }
}

/// <summary>Digits, with a sign or without.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HttpInteger<T> : IHttpParser<T>
    where T : INumberBase<T>
{
    /// <inheritdoc/>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out T value) => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}

/// <summary>A number with a decimal point and an exponent, or without.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HttpNumber<T> : IHttpParser<T>
    where T : INumberBase<T>
{
    /// <inheritdoc/>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out T value) =>
        T.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
}

/// <summary>A point in time; its kind is that of the text.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HttpDateTime : IHttpParser<DateTime>
{
    /// <inheritdoc/>
    public static bool TryParse(string text, out DateTime value) => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out value);
}

/// <summary>An address, absolute or relative.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HttpUri : IHttpParser<Uri>
{
    /// <inheritdoc/>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out Uri value) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value);
}

/// <summary>What a type's own <see cref="IParsable{TSelf}"/> takes, in the invariant culture.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HttpParsable<T> : IHttpParser<T>
    where T : IParsable<T>
{
    /// <inheritdoc/>
    public static bool TryParse(string text, [MaybeNullWhen(false)] out T value) => T.TryParse(text, CultureInfo.InvariantCulture, out value);
}

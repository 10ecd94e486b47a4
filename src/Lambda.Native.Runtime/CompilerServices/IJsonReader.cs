using System.ComponentModel;
using System.Text.Json;

namespace Lambda.Native.CompilerServices;

/// <summary>How generated code reads a type. Static, so that what calls it is compiled for it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonReader<T>
{
    /// <summary>Reads the value whose first token the reader is at, up to its last token.</summary>
    static abstract T Read(ref Utf8JsonReader reader);
}

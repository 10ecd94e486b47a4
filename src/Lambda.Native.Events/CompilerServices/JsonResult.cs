using System.Buffers;
using System.ComponentModel;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>Answers whose JSON generated code has written, by the methods of <see cref="Http"/> of the same names.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonResult
{
    private const int InitialSize = 1024;

    /// <summary>What the JSON is written to.</summary>
    public static ArrayBufferWriter<byte> Begin() => new(InitialSize);

    /// <inheritdoc cref="Http"/>
    public static HttpResult Ok(ArrayBufferWriter<byte> value) => HttpResult.FromJson(200, value);

    /// <inheritdoc cref="Http"/>
    public static HttpResult Json(ArrayBufferWriter<byte> value, int statusCode) => HttpResult.FromJson(statusCode, value);

    /// <inheritdoc cref="Http"/>
    public static HttpResult Created(string location, ArrayBufferWriter<byte> value) => HttpResult.FromJson(201, value).AddHeader("location", Http.ToAscii(location));
}

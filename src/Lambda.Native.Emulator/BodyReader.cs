namespace Lambda.Native.Emulator;

/// <summary>Reads a request's body into memory, but no more of it than asked for.</summary>
internal static class BodyReader
{
    /// <summary>The body, cut off at <paramref name="most"/> bytes; the rest is read and dropped so that the connection stays usable.</summary>
    internal static async Task<byte[]> ReadAsync(HttpRequest request, int most)
    {
        var kept = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, most));
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            kept.Write(buffer, 0, (int)Math.Min(read, most - kept.Length));
        return kept.ToArray();
    }
}

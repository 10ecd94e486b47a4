using System.Buffers;
using System.Text;
using System.Text.Json;
using Lambda.Native.Generators.TestTypes;
using Lambda.Native.Loop;
using Lambda.Native.Runtime.Tests.Hardening;

namespace Lambda.Native.Generators.Tests.Json;

/// <summary>One document at a time: generated code and the oracle read it or both refuse it, read the same, and write the same bytes.</summary>
internal sealed class JsonDifferential
{
    private readonly ArrayBufferWriter<byte> _answer = new();

    /// <summary>Documents that were read, and that were refused.</summary>
    internal int Accepted { get; private set; }

    internal int Refused { get; private set; }

    /// <summary>Documents that were read into what cannot be written.</summary>
    internal int Unwritable { get; private set; }

    /// <summary>Runs the case of a seed; null if nothing is wrong.</summary>
    internal string? Run(ulong seed)
    {
        var random = new SeededRandom(seed);
        JsonCase tested = JsonCase.All[random.Below(JsonCase.All.Length)];
        byte[] json = new JsonDocuments(random).For(tested.Type);
        return Run(tested, json) is { } wrong ? $"seed {seed}, {tested.Name}: {wrong}\n{Encoding.UTF8.GetString(json)}" : null;
    }

    internal string? Run(JsonCase tested, byte[] json)
    {
        object? expected = null;
        Exception? refusal = null;
        try
        {
            expected = JsonSerializer.Deserialize(json, tested.Type, JsonOracle.Options);
        }
        // Not only JsonException: a JsonValue of an object, an abstract type without a discriminator.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            refusal = exception;
        }

        _answer.ResetWrittenCount();
        Exception? failure = null;
        try
        {
            tested.Invoke(json, _answer);
        }
        catch (HandlerException exception)
        {
            Refused++;
            return refusal is null ? $"refused with '{exception.Message}'" : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            failure = exception;
        }
        if (refusal is not null)
            return $"accepted, where the oracle says '{refusal.Message}'";
        Accepted++;

        (byte[]? written, string? why) = Write(expected, tested.Type);
        (byte[]? read, string? whyRead) = Write(Echo.Last, tested.Type);
        if (written is null || read is null)
        {
            Unwritable++;
            // Of 64 levels that it reads, the oracle writes the innermost only when it is empty.
            if (failure is null && why!.Contains("depth is larger than the maximum allowed depth of 64", StringComparison.Ordinal))
                return null;
            return written is not null || read is not null || failure is null ? $"oracle: '{why}', '{whyRead}'; generated: '{failure?.Message}'" : null;
        }
        if (!written.AsSpan().SequenceEqual(read))
            return $"read as\n{Encoding.UTF8.GetString(read)}\ninstead of\n{Encoding.UTF8.GetString(written)}";
        if (failure is not null)
            return $"not written: {failure}";
        return _answer.WrittenSpan.SequenceEqual(written) ? null : $"written as\n{Encoding.UTF8.GetString(_answer.WrittenSpan)}\ninstead of\n{Encoding.UTF8.GetString(written)}";
    }

    private static (byte[]? Json, string? Why) Write(object? value, Type type)
    {
        try
        {
            return (JsonSerializer.SerializeToUtf8Bytes(value, type, JsonOracle.Options), null);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return (null, exception.Message);
        }
    }
}

using System.Text.Json;

namespace Lambda.Native.Api;

/// <summary>Reads what the headers say of the caller. What is malformed is the property's error, never the invocation's.</summary>
internal static class CallerIdentity
{
    internal static JsonElement? ParseClientContext(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return null;
        byte[] json = value.ToArray();
        // cargo-lambda's emulator hands it on in the base64 it came in.
        if (json[0] != '{' && TryDecode(value, out byte[] decoded))
            json = decoded;
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    internal static LambdaCognitoIdentity? ParseCognito(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return null;
        string? identity = null;
        string? pool = null;
        var reader = new Utf8JsonReader(value);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The Cognito identity is not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIdentity = reader.ValueTextEquals("cognitoIdentityId"u8);
            bool isPool = reader.ValueTextEquals("cognitoIdentityPoolId"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && isIdentity)
                identity = reader.GetString();
            else if (reader.TokenType == JsonTokenType.String && isPool)
                pool = reader.GetString();
            else
                reader.Skip();
        }
        return identity is null && pool is null ? null : new LambdaCognitoIdentity(identity, pool);
    }

    private static bool TryDecode(ReadOnlySpan<byte> value, out byte[] decoded)
    {
        decoded = new byte[value.Length];
        if (System.Buffers.Text.Base64.DecodeFromUtf8(value, decoded, out _, out int written) != System.Buffers.OperationStatus.Done)
            return false;
        Array.Resize(ref decoded, written);
        return true;
    }
}

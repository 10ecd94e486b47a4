namespace Lambda.Native.Emulator;

/// <summary>Identifiers in the forms of the fronts.</summary>
internal static class FrontIds
{
    /// <summary>The account of everything here, as in the function's ARN.</summary>
    internal const string Account = "123456789012";

    /// <summary>Eleven bytes in base64, as <c>ATfSmjLgPHcESJw=</c>.</summary>
    internal static string NewExtended()
    {
        Span<byte> bytes = stackalloc byte[11];
        Random.Shared.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The identifier of a request: a function URL's is Lambda's own.</summary>
    internal static string NewRequest(FrontKind kind) => kind is FrontKind.HttpApi or FrontKind.HttpApiFormat1 ? NewExtended() : Guid.NewGuid().ToString();
}

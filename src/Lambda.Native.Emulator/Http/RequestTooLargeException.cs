namespace Lambda.Native.Emulator;

/// <summary>A request's body is larger than its endpoint takes. 413, in the words of the endpoint where it has some.</summary>
internal sealed class RequestTooLargeException(int most) : BadHttpRequestException($"The body is larger than {most} bytes.", StatusCodes.Status413PayloadTooLarge);

namespace Lambda.Native.Emulator;

/// <summary><see cref="FunctionInvoker"/> as the ways in see it: a test puts its own function there.</summary>
internal interface IFunctionInvoker
{
    /// <inheritdoc cref="FunctionInvoker.InvokeAsync"/>
    Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation);

    /// <inheritdoc cref="FunctionInvoker.InvokeStreamingAsync"/>
    Task<InvocationStream> InvokeStreamingAsync(ReadOnlyMemory<byte> payload, InvocationOptions options, CancellationToken cancellation);
}

using System.Buffers;

namespace Lambda.Native;

/// <summary>Handles an event as bytes.</summary>
/// <param name="lambdaEvent">The event as it came, usually UTF-8 JSON. Valid until the handler returns; the compiler sees to it.</param>
/// <param name="answer">Takes the answer's bytes, sent as <c>application/json</c>. Valid until the handler returns. At most 6 291 556 bytes are taken by Lambda;
/// a longer answer fails the invocation with <c>Function.ResponseSizeTooLarge</c>.</param>
/// <param name="context">What Lambda says of this invocation. Valid until the handler returns.</param>
public delegate void RawHandler(ReadOnlySpan<byte> lambdaEvent, IBufferWriter<byte> answer, LambdaContext context);

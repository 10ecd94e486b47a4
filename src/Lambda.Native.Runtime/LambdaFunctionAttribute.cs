namespace Lambda.Native;

/// <summary>Makes a method a function: the generator in this package binds it, and where the project has no <c>Main</c>, writes one.</summary>
/// <remarks>
/// <para>The method is static, or of an object that is made once, with the initialisation, by its parameterless constructor or a <see cref="LambdaFactoryAttribute"/> method.
/// It takes, in any order and each at most once, the event (a type read from JSON, or <see cref="ReadOnlyMemory{T}"/> or <see cref="ReadOnlySpan{T}"/> of bytes as it came),
/// <see cref="LambdaContext"/>, <see cref="CancellationToken"/> (the context's), and <see cref="System.Buffers.IBufferWriter{T}"/> of bytes or <see cref="ResponseStream"/> for an
/// answer it writes by itself. It returns what is answered as JSON, nothing (the invoker gets <c>null</c>), or a <see cref="Task"/> or <see cref="ValueTask"/> of either.</para>
/// <para>Several functions in one bootstrap are told apart by their names: the handler in the function's settings (<c>_HANDLER</c>) is the name. A single function
/// answers to any handler.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LambdaFunctionAttribute : Attribute
{
    /// <summary>A function with the method's own name.</summary>
    public LambdaFunctionAttribute()
    {
    }

    /// <param name="name">The function's name: at most 128 characters, no white space, as Lambda asks of a handler.</param>
    public LambdaFunctionAttribute(string name) => Name = name;

    /// <summary>The function's name, or null for the method's.</summary>
    public string? Name { get; }
}

using System.ComponentModel;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>
/// On a method that reads or writes JSON of any type: the generator writes for each type at its calls what is called in its place. The method itself only runs where there is no
/// generator.
/// </summary>
/// <param name="through">The class with a method of the same name. Of one that reads, it has the same parameters and returns a <see cref="PayloadText"/>; of one that writes, it
/// takes a <see cref="System.Buffers.ArrayBufferWriter{T}"/> with the JSON in the value's place.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method)]
public sealed class GeneratedJsonAttribute(Type through) : Attribute
{
    /// <summary>The class with the method of the same name.</summary>
    public Type Through => through;

    /// <summary>What a call does that nothing has been generated for.</summary>
    internal static NotSupportedException Missing(string method) => new(
        $"{method} is bound at compile time by the generator in the package Lambda.Native.Runtime, which the project that calls it does not have. Reference the package, or pass a JsonTypeInfo.");
}

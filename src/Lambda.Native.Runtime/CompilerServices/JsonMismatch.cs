using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Lambda.Native.CompilerServices;

/// <summary>What generated readers throw. Path and position are found when the event is known to be wrong, so that a right one does not pay for them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonMismatch
{
    /// <summary>The value at hand is not of the type.</summary>
    [DoesNotReturn]
    public static void Throw(string expected) => throw new JsonException("Expected " + expected);

    /// <summary>A member that has to be there is not.</summary>
    [DoesNotReturn]
    public static void ThrowMissing(string members) => throw new JsonException("Missing " + members);

    /// <summary>A value that must not be null.</summary>
    public static T NotNull<T>([NotNull] T? value, string expected)
        where T : class
    {
        if (value is null)
            Throw(expected);
        return value;
    }

    /// <summary>A member that the type does not have, where it refuses such.</summary>
    [DoesNotReturn]
    public static void ThrowUnknown(ReadOnlySpan<byte> name) => throw new JsonException(string.Concat("Unknown member '", System.Text.Encoding.UTF8.GetString(name), "'"));

    /// <summary>A value of an answer that must not be null.</summary>
    /// <param name="value">The member's value.</param>
    /// <param name="member">The type and the member.</param>
    public static T NotNullIn<T>([NotNull] T? value, string member)
        where T : class => value ?? throw new JsonException(string.Concat("The answer cannot be written: ", member, " is null, which its type does not allow."));

    /// <summary>An ImmutableArray of an answer that has never been made.</summary>
    [DoesNotReturn]
    public static void ThrowDefault(string type) =>
        throw new InvalidOperationException(string.Concat("The answer cannot be written: an ", type, " is default, which is neither null nor empty; make it, or make it nullable."));

    /// <summary>In a type of a hierarchy, names with a dollar sign are the serializer's own, and the discriminator comes first or not at all.</summary>
    public static void ThrowIfMetadata(ReadOnlySpan<byte> name, ReadOnlySpan<byte> discriminator)
    {
        if (name is [(byte)'$', ..] || name.SequenceEqual(discriminator))
            throw new JsonException(string.Concat("Misplaced member '", System.Text.Encoding.UTF8.GetString(name), "'"));
    }

    /// <summary>A discriminator that none of a hierarchy's types has.</summary>
    [DoesNotReturn]
    public static void ThrowDiscriminator(ReadOnlySpan<byte> discriminator) => throw new JsonException(string.Concat("Unknown type ", System.Text.Encoding.UTF8.GetString(discriminator)));

    /// <summary>An object of an answer whose type its base does not name.</summary>
    [DoesNotReturn]
    public static void ThrowUnknownType(Type type, string expected) =>
        throw new NotSupportedException(string.Concat("The answer cannot be written: ", type.Name, " is not among the types that ", expected, " names with JsonDerivedType."));
}

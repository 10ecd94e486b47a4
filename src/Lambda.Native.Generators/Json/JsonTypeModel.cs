using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Json;

/// <summary>A type that a class of its own reads and writes.</summary>
/// <param name="Name">Of the generated class.</param>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Shown">For messages.</param>
/// <param name="IsReference">Whether it is a reference type.</param>
/// <param name="Reads">Whether values of it are read.</param>
/// <param name="Writes">Whether values of it are written.</param>
internal abstract record JsonTypeModel(string Name, string Type, string Shown, bool IsReference, bool Reads, bool Writes);

/// <summary>How a member is set once its object is there.</summary>
internal enum Setting
{
    /// <summary>Not at all: it has no setter, or the constructor takes it.</summary>
    None,

    /// <summary>By an assignment.</summary>
    Assignment,

    /// <summary>By an accessor: it can only be initialised, or its setter is private.</summary>
    Accessor,

    /// <summary>By an initialiser, with its own initial value where it is absent: .NET 8 has no accessors for the members of generic types.</summary>
    Initialiser,
}

/// <summary>A member of an object.</summary>
/// <param name="Name">As the type has it.</param>
/// <param name="JsonName">As JSON has it.</param>
/// <param name="Type">As generated code writes it.</param>
/// <param name="IsField">Whether it is a field, as against a property.</param>
/// <param name="Declaring">The type that declares it, as generated code writes it.</param>
/// <param name="Codec">How its values are read and written.</param>
/// <param name="RefusesNull">Whether null is refused when it is read although the type has it.</param>
/// <param name="PromisesValue">Whether null is refused when it is written although the type has it.</param>
/// <param name="Parameter">The parameter of the constructor that takes it, or −1.</param>
/// <param name="IsRequired">Whether an object without it is refused.</param>
/// <param name="IsWritten">Whether it is written at all.</param>
/// <param name="WrittenIf">The condition on the value <c>{0}</c> on which it is written, or null.</param>
internal sealed record JsonMember(
    string Name,
    string JsonName,
    string Type,
    bool IsField,
    string Declaring,
    JsonCodec Codec,
    bool RefusesNull,
    bool PromisesValue,
    Setting Setting,
    int Parameter,
    bool IsRequired,
    bool IsWritten,
    string? WrittenIf)
{
    internal bool IsRead => Setting != Setting.None || Parameter >= 0;
}

/// <summary>A parameter of a constructor.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Default">What it gets when nothing is there for it.</param>
internal sealed record JsonParameter(string Type, string Default);

/// <summary>How an object is made.</summary>
internal enum Making
{
    /// <summary>With <c>new</c>.</summary>
    Constructor,

    /// <summary>With <c>default</c>: a struct, whose constructors without parameters do not count.</summary>
    Default,

    /// <summary>By an accessor: the constructor is private, or leaves required members to the caller.</summary>
    Accessor,
}

/// <summary>The member that takes what no other member takes.</summary>
/// <param name="Name">As the type has it.</param>
/// <param name="CanSet">Whether it can be made where there is none yet.</param>
/// <param name="Make">The type that is made, as generated code writes it.</param>
/// <param name="HoldsObjects">Whether it takes any object, and not JsonElements alone.</param>
internal sealed record JsonExtension(string Name, bool CanSet, string Make, bool HoldsObjects);

/// <summary>An object with members.</summary>
/// <param name="HasDiscriminator">Whether it may be written with the discriminator of a base type in front.</param>
/// <param name="Callbacks">The interfaces of the kind of <c>IJsonOnDeserialized</c> that it implements.</param>
internal sealed record JsonObjectModel(
    string Name,
    string Type,
    string Shown,
    bool IsReference,
    bool Reads,
    bool Writes,
    EquatableArray<JsonMember> Members,
    EquatableArray<JsonParameter> Parameters,
    Making Making,
    bool RefusesUnknown,
    JsonExtension? Extension,
    bool HasDiscriminator,
    EquatableArray<string> Callbacks) : JsonTypeModel(Name, Type, Shown, IsReference, Reads, Writes);

/// <summary>How a collection is filled.</summary>
internal enum Filling
{
    Array,

    /// <summary>Of a list, and given as the type asked for.</summary>
    List,

    /// <summary>By <c>Add</c> and the like, of the concrete type.</summary>
    Concrete,

    /// <summary>Of an array, by a factory.</summary>
    Factory,
}

/// <summary>A sequence of elements.</summary>
/// <param name="Element">The type of an element, as generated code writes it.</param>
/// <param name="Make">The concrete type, or the factory's method.</param>
/// <param name="Add">The method that takes an element.</param>
/// <param name="MayBeDefault">Whether it has a default value that is no sequence: an ImmutableArray.</param>
internal sealed record JsonSequenceModel(
    string Name,
    string Type,
    string Shown,
    bool IsReference,
    bool Reads,
    bool Writes,
    string Element,
    JsonCodec Codec,
    Filling Filling,
    string Make,
    string Add,
    bool MayBeDefault) : JsonTypeModel(Name, Type, Shown, IsReference, Reads, Writes);

/// <summary>A dictionary.</summary>
/// <param name="Make">The concrete type that is filled.</param>
/// <param name="Finish">What makes the type asked for out of it; empty for nothing.</param>
internal sealed record JsonDictionaryModel(
    string Name,
    string Type,
    string Shown,
    bool IsReference,
    bool Reads,
    bool Writes,
    string Key,
    JsonKeyCodec KeyCodec,
    string Value,
    JsonCodec Codec,
    string Make,
    string Finish) : JsonTypeModel(Name, Type, Shown, IsReference, Reads, Writes);

/// <summary>A name of an enum's value.</summary>
/// <param name="IsRenamed">Whether JSON has a name of its own for it: such a name counts only in its own case.</param>
/// <param name="Bits">The value, with its sign extended.</param>
internal sealed record JsonEnumName(string Name, string JsonName, bool IsRenamed, ulong Bits);

/// <summary>An enum.</summary>
/// <param name="Number">The method that reads the underlying number.</param>
/// <param name="Underlying">The type of the number.</param>
/// <param name="Names">Where it is a string, and for keys.</param>
/// <param name="IsText">Whether it is a string, and not a number.</param>
/// <param name="IsKey">Whether it is a dictionary's key as well.</param>
/// <param name="IsFlags">Whether several names are written for what no single one has.</param>
internal sealed record JsonEnumModel(
    string Name, string Type, string Shown, bool Reads, bool Writes, string Number, string Underlying, EquatableArray<JsonEnumName> Names, bool IsText, bool IsKey, bool IsFlags)
    : JsonTypeModel(Name, Type, Shown, IsReference: false, Reads, Writes);

/// <summary>A type of a hierarchy that is told apart by a discriminator.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Codec">The class that reads and writes it.</param>
/// <param name="Discriminator">As JSON has it, in quotes if it is a string; empty for none.</param>
internal sealed record JsonDerivedType(string Type, string Codec, string Discriminator);

/// <summary>The base of such a hierarchy.</summary>
/// <param name="Property">The name of the discriminator's member.</param>
/// <param name="Base">Reads and writes the base itself; empty where it is abstract.</param>
/// <param name="IgnoresUnknown">Whether an unknown discriminator means the base.</param>
internal sealed record JsonPolymorphicModel(
    string Name, string Type, string Shown, bool Reads, bool Writes, string Property, EquatableArray<JsonDerivedType> Derived, string Base, bool IgnoresUnknown)
    : JsonTypeModel(Name, Type, Shown, IsReference: true, Reads, Writes);

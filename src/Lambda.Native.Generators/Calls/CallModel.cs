using Lambda.Native.Generators.Json;
using Lambda.Native.Generators.Model;

namespace Lambda.Native.Generators.Calls;

/// <summary>A parameter of a method, as generated code writes it.</summary>
/// <param name="IsValue">Whether it is the value that is written as JSON.</param>
internal sealed record CallParameter(string Type, string Name, bool IsValue);

/// <summary>What is called in the place of a generic method, for one type.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Through">The class whose method of the same name has the JSON, or takes it.</param>
/// <param name="Json">The type that is read or written.</param>
/// <param name="Returns">The type that is returned.</param>
/// <param name="IsExtension">Whether the first parameter stands before the method.</param>
/// <param name="Reads">Whether JSON is read, and not written.</param>
/// <param name="Places">The attributes that name the calls.</param>
internal sealed record CallModel(
    string Method, string Through, JsonRoot Json, string Returns, EquatableArray<CallParameter> Parameters, bool IsExtension, bool Reads, EquatableArray<CallPlace> Places);

/// <summary>Where a call stands, as the compiler wants it said.</summary>
/// <param name="Attribute">Between brackets.</param>
/// <param name="Shown">For the reader.</param>
internal sealed record CallPlace(string Attribute, string Shown);

using System.Collections.Concurrent;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Lambda.Native.Generators.Json;

/// <summary>The types that the runtime library itself reads and writes.</summary>
internal static class JsonBuiltIns
{
    private static readonly ConcurrentDictionary<string, JsonCodec> s_simple = new();

    /// <summary>Null if it is none of them.</summary>
    internal static JsonCodec? Find(ITypeSymbol type, int? numberHandling)
    {
        if (type.SpecialType == SpecialType.None && type.SystemNamespace().Length == 0)
            return type is IArrayTypeSymbol ? FindByName(type) : null;
        if (NumberName(type) is { } number)
            return Number(number, numberHandling);
        return type.SpecialType switch
        {
            SpecialType.System_String => Simple("String"),
            SpecialType.System_Char => Simple("Char"),
            SpecialType.System_Boolean => Simple("Boolean"),
            SpecialType.System_DateTime => Simple("DateTime"),
            _ => FindByName(type),
        };
    }

    /// <summary>The name of a type of numbers, as the runtime library's methods have it.</summary>
    internal static string? NumberName(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_Decimal => "Decimal",
        _ => IsInSystem(type) && type.Name is "Half" or "Int128" or "UInt128" ? type.Name : null,
    };

    /// <summary>Keys of dictionaries.</summary>
    internal static JsonKeyCodec? FindKey(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return new JsonKeyCodec("JsonRead.Key(ref reader)", "writer.Name({0});");
        if (NumberName(type) is { } number and not ("Half" or "Int128" or "UInt128"))
            return new JsonKeyCodec($"JsonKey.{number}(ref reader)", "JsonKey.Write(ref writer, {0});");
        return IsInSystem(type) && type.Name == "Guid" ? new JsonKeyCodec("JsonKey.Guid(ref reader)", "JsonKey.Write(ref writer, {0});") : null;
    }

    internal static bool IsElement(ITypeSymbol type) => type.Name == "JsonElement" && type.SystemNamespace() == "System.Text.Json";

    private static JsonCodec? FindByName(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte, Rank: 1 })
            return Simple("Bytes");
        string name = type.Name;
        switch (type.SystemNamespace())
        {
            case "System" when type is INamedTypeSymbol { Arity: 0 }:
                return name is "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri" or "Version" ? Simple(name) : null;
            case "System" when name is "ReadOnlyMemory" or "Memory" && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte:
                return new JsonCodec("JsonRead.Bytes(ref reader)", "writer.Bytes({0}.Span);");
            case "System.Text.Json":
                return name switch
                {
                    "JsonElement" => Simple("Element"),
                    "JsonDocument" => Simple("Document"),
                    _ => null,
                };
            case "System.Text.Json.Nodes":
                return name switch
                {
                    "JsonNode" => Simple("Node"),
                    "JsonObject" => new JsonCodec("JsonRead.Object(ref reader)", "writer.Node({0});"),
                    "JsonArray" => new JsonCodec("JsonRead.Array(ref reader)", "writer.Node({0});"),
                    "JsonValue" => new JsonCodec("JsonRead.Value(ref reader)", "writer.Node({0});"),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static JsonCodec Number(string name, int? handling)
    {
        string argument = handling is { } h && h != JsonAttributes.WebNumberHandling ? $", (global::System.Text.Json.Serialization.JsonNumberHandling){h}" : "";
        bool isFloating = name is "Single" or "Double" or "Half";
        string write = $"writer.Number({Cast(name)}{{0}}{(isFloating ? argument : "")});";
        if (handling is { } chosen && (chosen & JsonAttributes.WriteAsString) != 0)
            write = $"{{ writer.Quote(); {write} writer.Quote(); }}";
        return new JsonCodec($"JsonRead.{name}(ref reader{argument})", write);
    }

    /// <summary>Small integers have no overloads of their own.</summary>
    internal static string Cast(string number) => number is "SByte" or "Byte" or "Int16" or "UInt16" ? "(int)" : "";

    private static JsonCodec Simple(string name) => s_simple.GetOrAdd(name, static n => new JsonCodec($"JsonRead.{n}(ref reader)", $"writer.{n}({{0}});"));

    private static bool IsInSystem(ITypeSymbol type) => type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}

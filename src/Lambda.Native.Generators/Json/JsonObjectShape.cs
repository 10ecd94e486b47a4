using System.Collections.Immutable;
using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lambda.Native.Generators.Json;

/// <summary>An object in JSON whose members are those of a class or struct.</summary>
internal sealed class JsonObjectShape : IJsonShape
{
    private const int IgnoreAlways = 1;
    private const int IgnoreDefault = 2;
    private const int IgnoreNever = 3;
    private const int IgnoreNull = 4;
    private const int IgnoreWriting = 5;
    private const int IgnoreReading = 6;

    private readonly JsonGraph _graph;
    private readonly INamedTypeSymbol _type;
    private readonly string _name;
    private readonly bool _hasDiscriminator;
    private Member? _extension;
    private readonly List<Member> _members = [];
    private readonly IMethodSymbol? _constructor;
    private readonly Making _making;
    private readonly string? _failure;
    private readonly string? _readFailure;

    internal JsonObjectShape(JsonGraph graph, INamedTypeSymbol type, string name, bool hasDiscriminator)
    {
        _graph = graph;
        _type = type;
        _name = name;
        _hasDiscriminator = hasDiscriminator;
        _failure = FindMembers();
        if (_failure is null)
            _readFailure = FindConstructor(out _constructor, out _making) ?? Bind();
    }

    public Func<Direction, JsonTypeModel>? Visit(Direction direction)
    {
        if (_failure is not null || (direction == Direction.Read && _readFailure is not null))
        {
            _graph.Fail(_failure ?? _readFailure!);
            return null;
        }
        int? numberHandling = _type.Argument<int>("JsonNumberHandlingAttribute");
        foreach (Member member in _members)
        {
            bool goes = direction == Direction.Read ? member.IsRead : member.IsWritten;
            if (!goes)
                continue;
            member.Codec = _graph.FindIn("." + member.Symbol.Name, member.Type, direction, member.Symbol.Argument<int>("JsonNumberHandlingAttribute") ?? numberHandling, member.IsText);
            if (member.Codec is null)
                return null;
        }
        return ToModel;
    }

    private JsonObjectModel ToModel(Direction ways) => new(
        _name,
        _type.FullName(),
        _type.ShortName(),
        _type.IsReferenceType,
        (ways & Direction.Read) != 0,
        (ways & Direction.Write) != 0,
        _members.Where(m => m.Codec is not null).Select(m => m.ToModel()).ToEquatableArray(),
        (_constructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty).Select(p => new JsonParameter(p.Type.FullName(), DefaultOf(p))).ToEquatableArray(),
        _making,
        _type.Argument<int>("JsonUnmappedMemberHandlingAttribute") == 1 && _extension is null,
        _extension?.ToExtension(),
        _hasDiscriminator,
        _type.AllInterfaces.Where(i => i.Name.StartsWith("IJsonOn", StringComparison.Ordinal) && i.SystemNamespace() == "System.Text.Json.Serialization").Select(i => i.Name).ToEquatableArray());

    /// <summary>In the order in which they are written: a derived type's before its base's, properties before fields, and then as JsonPropertyOrder says.</summary>
    private string? FindMembers()
    {
        var hidden = new HashSet<string>();
        for (INamedTypeSymbol? type = _type; type is not null && type.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); type = type.BaseType)
        {
            ImmutableArray<ISymbol> declared = type.GetMembers();
            foreach (ISymbol symbol in declared.OfType<IPropertySymbol>().Concat<ISymbol>(declared.OfType<IFieldSymbol>()))
            {
                if (symbol.IsStatic || symbol.IsImplicitlyDeclared && symbol is IFieldSymbol || symbol is IPropertySymbol { IsIndexer: true })
                    continue;
                bool isIncluded = symbol.Has("JsonIncludeAttribute");
                if (!isIncluded && !IsPublic(symbol))
                    continue;
                // What a derived type overrides or hides is the derived type's.
                if (!hidden.Add(symbol.Name))
                    continue;
                int? ignore = IgnoreOf(symbol);
                var member = new Member(symbol, type, isIncluded, ignore);
                if (ignore != IgnoreAlways && WhyNot(member) is { } why)
                    return $"its member {symbol.Name} {why}";
                if (symbol.Has("JsonExtensionDataAttribute"))
                    _extension = member;
                else
                    _members.Add(member);
            }
        }
        if (_members.Any(m => m.Order != 0))
        {
            List<Member> ordered = [.. _members.OrderBy(m => m.Order)];
            _members.Clear();
            _members.AddRange(ordered);
        }
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Member member in _members.Where(m => !m.IsIgnored))
        {
            if (names.TryGetValue(member.JsonName, out string? other))
                return $"its members {other} and {member.Symbol.Name} have the same name in JSON, apart from case";
            names.Add(member.JsonName, member.Symbol.Name);
        }
        return null;
    }

    private string? WhyNot(Member member)
    {
        if (member.Symbol.Get("JsonConverterAttribute") is { } converter && !(member.IsText = IsEnum(member.Type) && JsonEnumShape.IsStringConverter(converter)))
            return "has a JsonConverter";
        if (member.Symbol.Has("JsonExtensionDataAttribute") && member.ToExtension() is null)
            return member.Type.Name == "JsonObject" ? "takes extension data and is a JsonObject, which System.Text.Json writes as no JSON; a Dictionary<string, JsonElement> does"
                : "takes extension data and is no IDictionary<string, JsonElement> or IDictionary<string, object> that can be made";
        if (member.Symbol.Has("JsonObjectCreationHandlingAttribute"))
            return "has JsonObjectCreationHandling, which is not done";
        if (member.IsIncluded && !_graph.Compilation.IsSymbolAccessibleWithin(member.Symbol, _graph.Compilation.Assembly))
            return "is private although it has JsonInclude";
        if (member.Ignore == IgnoreNull && member.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T })
            return "is never null although it is to be ignored then";
        return null;
    }

    private static bool IsEnum(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && nullable.TypeArguments[0].TypeKind == TypeKind.Enum;

    private static bool IsPublic(ISymbol symbol) =>
        symbol is IPropertySymbol property && (property.GetMethod?.DeclaredAccessibility == Accessibility.Public || property.SetMethod?.DeclaredAccessibility == Accessibility.Public);

    private static int? IgnoreOf(ISymbol symbol)
    {
        if (symbol.Get("JsonIgnoreAttribute") is not { } attribute)
            return null;
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == "Condition")
            {
                return (int)argument.Value.Value! switch
                {
                    0 => IgnoreNever,
                    2 => IgnoreDefault,
                    3 => IgnoreNull,
                    4 => IgnoreWriting,
                    5 => IgnoreReading,
                    _ => IgnoreAlways,
                };
            }
        }
        return IgnoreAlways;
    }

    /// <summary>System.Text.Json's own rules.</summary>
    private string? FindConstructor(out IMethodSymbol? constructor, out Making making)
    {
        constructor = null;
        making = Making.Constructor;
        IMethodSymbol[] marked = [.. _type.InstanceConstructors.Where(c => c.Has("JsonConstructorAttribute"))];
        if (marked.Length > 1)
            return "it has more than one JsonConstructor";
        IMethodSymbol[] open = [.. _type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public)];
        if (marked.Length == 1)
        {
            constructor = marked[0];
        }
        else if (_type.IsValueType)
        {
            if (_type is { Name: "KeyValuePair", Arity: 2 } && _type.SystemNamespace() == "System.Collections.Generic")
            {
                constructor = open.Single(c => c.Parameters.Length == 2);
                return null;
            }
            making = Making.Default;
            return null;
        }
        else
        {
            constructor = open.FirstOrDefault(c => c.Parameters.Length == 0) ?? (open.Length == 1 ? open[0] : null);
        }
        if (_type.IsAbstract)
            return "it is abstract";
        if (constructor is null)
            return open.Length == 0 ? "it has no public constructor" : "it has several public constructors with parameters, and none is marked with JsonConstructor";
        bool isOpen = _graph.Compilation.IsSymbolAccessibleWithin(constructor, _graph.Compilation.Assembly);
        if (!isOpen && (_type.IsGenericType || MustInitialise()))
            return "it has a private constructor, and members of a generic type";
        if (!isOpen || (NewObjects.HasUnsetRequiredMembers(_type, constructor) && !MustInitialise()))
            making = Making.Accessor;
        return null;
    }

    /// <summary>Which member each parameter belongs to, and how the other members are set.</summary>
    private string? Bind()
    {
        bool setsRequired = _constructor is not null && !NewObjects.HasUnsetRequiredMembers(_type, _constructor);
        for (int i = 0; i < (_constructor?.Parameters.Length ?? 0); i++)
        {
            IParameterSymbol parameter = _constructor!.Parameters[i];
            if (parameter.RefKind is not (RefKind.None or RefKind.In))
                return $"the parameter {parameter.Name} of its constructor is passed by reference";
            if (_members.FirstOrDefault(m => m.Symbol.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(m.Type, parameter.Type)) is not { } member)
                return $"the parameter {parameter.Name} of its constructor has no member of its name and type";
            if (member.IsIgnored)
                continue;
            member.Parameter = i;
            member.RefusesNull = parameter.Type.IsReferenceType && IsNotNull(parameter, parameter.OriginalDefinition.Type, parameter.Type, "AllowNullAttribute", "DisallowNullAttribute");
            member.IsRequired |= member.RefusesNull && !parameter.HasExplicitDefaultValue;
        }
        bool initialises = MustInitialise();
        foreach (Member member in _members.Where(m => !m.IsIgnored))
        {
            member.IsRequired |= member.Symbol.Has("JsonRequiredAttribute") || (member.IsKeywordRequired && !setsRequired);
            if (member.Parameter >= 0)
                continue;
            member.Setting = SettingOf(member);
            if (initialises && (member.IsKeywordRequired || (member.Setting == Setting.Accessor && member.Declaring.IsGenericType)))
            {
                member.Setting = Setting.Initialiser;
                if (!member.HasGetter || !member.CanInitialise)
                    return $"its member {member.Symbol.Name} is only initialised, in a generic type, and cannot be read: give it a public getter and initialiser";
            }
            if (member.Setting == Setting.None && member.IsRequired)
                return $"its member {member.Symbol.Name} is required and cannot be set";
        }
        return null;
    }

    /// <summary>Whether accessors will not do: .NET 8 has none for generic types.</summary>
    private bool MustInitialise() => _members.Any(m => !m.IsIgnored && m.Declaring.IsGenericType && SettingOf(m) == Setting.Accessor) || (_type.IsGenericType && _members.Any(m => m.IsKeywordRequired));

    private Setting SettingOf(Member member)
    {
        if (member.Symbol is IFieldSymbol field)
            return field.IsReadOnly ? Setting.None : Setting.Assignment;
        IMethodSymbol? setter = ((IPropertySymbol)member.Symbol).SetMethod;
        if (setter is null || (setter.DeclaredAccessibility != Accessibility.Public && !member.IsIncluded))
            return Setting.None;
        return setter.IsInitOnly || !_graph.Compilation.IsSymbolAccessibleWithin(setter, _graph.Compilation.Assembly) ? Setting.Accessor : Setting.Assignment;
    }

    /// <summary>Whether null is against the annotations. What is a type parameter by its declaration has none.</summary>
    private static bool IsNotNull(ISymbol symbol, ITypeSymbol declared, ITypeSymbol type, string allows, string forbids)
    {
        if (symbol.HasNullability(forbids))
            return true;
        if (symbol.HasNullability(allows))
            return false;
        if (declared is ITypeParameterSymbol parameter)
            return parameter.HasNotNullConstraint || parameter is { HasReferenceTypeConstraint: true, ReferenceTypeConstraintNullableAnnotation: NullableAnnotation.NotAnnotated };
        return type.NullableAnnotation == NullableAnnotation.NotAnnotated;
    }

    internal static string DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value)
            return "default";
        string literal = value switch
        {
            float f when float.IsNaN(f) || float.IsInfinity(f) => "default",
            double d when double.IsNaN(d) || double.IsInfinity(d) => "default",
            float => SymbolDisplay.FormatPrimitive(value, true, false) + "F",
            double => SymbolDisplay.FormatPrimitive(value, true, false) + "D",
            decimal => SymbolDisplay.FormatPrimitive(value, true, false) + "M",
            _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        };
        return $"({parameter.Type.FullName()})({literal})";
    }

    private sealed class Member(ISymbol symbol, INamedTypeSymbol declaring, bool isIncluded, int? ignore)
    {
        internal ISymbol Symbol => symbol;

        internal INamedTypeSymbol Declaring => declaring;

        internal bool IsIncluded => isIncluded;

        internal int? Ignore => ignore;

        internal bool IsIgnored => ignore == IgnoreAlways;

        internal ITypeSymbol Type { get; } = symbol is IPropertySymbol property ? property.Type : ((IFieldSymbol)symbol).Type;

        internal int Order { get; } = symbol.Argument<int>("JsonPropertyOrderAttribute") ?? 0;

        internal string JsonName { get; } = symbol.Get("JsonPropertyNameAttribute")?.ConstructorArguments[0].Value as string ?? JsonNames.CamelCase(symbol.Name);

        internal bool HasGetter => symbol is not IPropertySymbol property || property.GetMethod?.DeclaredAccessibility == Accessibility.Public;

        internal bool CanInitialise => symbol is not IPropertySymbol property || property.SetMethod?.DeclaredAccessibility == Accessibility.Public;

        internal bool IsKeywordRequired => symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

        /// <summary>Whether a converter makes it a string: an enum.</summary>
        internal bool IsText { get; set; }

        internal JsonCodec? Codec { get; set; }

        internal int Parameter { get; set; } = -1;

        internal bool RefusesNull { get; set; } = RefusesNullWhenSet(symbol);

        internal bool IsRequired { get; set; }

        internal Setting Setting { get; set; }

        internal bool IsRead => !IsIgnored && ignore != IgnoreReading && (Parameter >= 0 || Setting != Setting.None);

        internal bool IsWritten => !IsIgnored && ignore != IgnoreWriting && (symbol is IFieldSymbol || (symbol is IPropertySymbol { GetMethod: { } getter } && (getter.DeclaredAccessibility == Accessibility.Public || isIncluded)));

        internal JsonMember ToModel() => new(
            symbol.Name,
            JsonName,
            Type.FullName(),
            symbol is IFieldSymbol,
            declaring.FullName(),
            Codec!,
            RefusesNull,
            PromisesValue(),
            Setting,
            Parameter,
            IsRequired,
            IsWritten,
            WrittenIf());

        /// <summary>Null if it is of no type that takes extension data.</summary>
        internal JsonExtension? ToExtension()
        {
            bool canSet = symbol is IPropertySymbol { SetMethod: { IsInitOnly: false } setter } && (setter.DeclaredAccessibility == Accessibility.Public || isIncluded);
            if (Type.Name == "IReadOnlyDictionary" || JsonDictionaries.Find(Type) is not { Key.SpecialType: SpecialType.System_String, Make.Length: > 0, Finish.Length: 0 } dictionary)
                return null;
            bool holdsObjects = dictionary.Value.SpecialType == SpecialType.System_Object;
            return holdsObjects || JsonBuiltIns.IsElement(dictionary.Value) ? new JsonExtension(symbol.Name, canSet, dictionary.Make, holdsObjects) : null;
        }

        private static bool RefusesNullWhenSet(ISymbol symbol) => symbol switch
        {
            IPropertySymbol { Type.IsReferenceType: true } property => IsNotNull(property, property.OriginalDefinition.Type, property.Type, "AllowNullAttribute", "DisallowNullAttribute"),
            IFieldSymbol { Type.IsReferenceType: true } field => IsNotNull(field, field.OriginalDefinition.Type, field.Type, "AllowNullAttribute", "DisallowNullAttribute"),
            _ => false,
        };

        private bool PromisesValue() => symbol switch
        {
            IPropertySymbol { Type.IsReferenceType: true } property => IsNotNull(property, property.OriginalDefinition.Type, property.Type, "MaybeNullAttribute", "NotNullAttribute"),
            IFieldSymbol { Type.IsReferenceType: true } field => IsNotNull(field, field.OriginalDefinition.Type, field.Type, "MaybeNullAttribute", "NotNullAttribute"),
            _ => false,
        };

        private string? WrittenIf()
        {
            if (ignore is not (IgnoreDefault or IgnoreNull))
                return null;
            if (Type.IsReferenceType || Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
                return "{0} is not null";
            return JsonBuiltIns.NumberName(Type) is not null || Type.TypeKind == TypeKind.Enum ? "{0} != default"
                : Type.SpecialType == SpecialType.System_Boolean ? "{0}"
                : $"!global::System.Collections.Generic.EqualityComparer<{Type.FullName()}>.Default.Equals({{0}}, default)";
        }
    }
}

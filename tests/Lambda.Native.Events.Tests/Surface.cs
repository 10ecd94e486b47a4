using System.Collections;
using System.Reflection;

namespace Lambda.Native.Events.Tests;

/// <summary>Walks the types by reflection.</summary>
internal static class Surface
{
    private static readonly NullabilityInfoContext s_nullability = new();

    public static IEnumerable<Type> Exported => typeof(SqsEvent).Assembly.GetExportedTypes();

    /// <summary>The types that are JSON: not the helpers and constants, and not what routes are made of.</summary>
    public static IEnumerable<Type> Data => Exported.Where(t => t.Namespace == typeof(SqsEvent).Namespace && !t.IsAssignableTo(typeof(Attribute))).Where(t => t is { IsClass: true, IsAbstract: false } or { IsGenericTypeDefinition: true } && t != typeof(HttpResult));

    public static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>The member as its generic type declares it.</summary>
    public static PropertyInfo Declared(PropertyInfo property) =>
        property.DeclaringType!.IsGenericType ? property.DeclaringType.GetGenericTypeDefinition().GetProperty(property.Name)! : property;

    public static bool IsNullable(PropertyInfo property)
    {
        lock (s_nullability)
            return s_nullability.Create(property).ReadState == NullabilityState.Nullable;
    }

    /// <summary>Whatever a member with a name of its own says, there is an object to ask further.</summary>
    public static void AssertNoNulls(object value)
    {
        foreach (PropertyInfo property in Members(value.GetType()).Where(p => p.DeclaringType!.Assembly == typeof(SqsEvent).Assembly))
        {
            object? member = property.GetValue(value);
            bool open = Declared(property).PropertyType.IsGenericParameter && property.PropertyType.Assembly != typeof(SqsEvent).Assembly;
            Assert.True(member is not null || open || IsNullable(property), $"{value.GetType()}.{property.Name} is null.");
            if (member is not null and not string and not IEnumerable && member.GetType().Assembly == typeof(SqsEvent).Assembly)
                AssertNoNulls(member);
        }
    }
}

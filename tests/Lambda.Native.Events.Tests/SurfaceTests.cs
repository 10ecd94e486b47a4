using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Lambda.Native.Events.Tests;

/// <summary>The rules that all types keep, so that any serializer, and the generated code, can read and write them.</summary>
public sealed class SurfaceTests
{
    private static readonly Type[] s_plain =
    [
        typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(DateTimeOffset), typeof(byte[]), typeof(int[]), typeof(JsonElement), typeof(JsonNode),
    ];

    public static TheoryData<string> Names => [.. Surface.Data.Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_member_has_its_name_or_is_no_JSON(string name)
    {
        Type type = typeof(SqsEvent).Assembly.GetType(name)!;
        foreach (PropertyInfo property in Surface.Members(type))
        {
            bool helper = property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };
            bool named = property.GetCustomAttribute<JsonPropertyNameAttribute>() is not null || property.GetCustomAttribute<JsonExtensionDataAttribute>() is not null;
            Assert.True(helper != named, $"{name}.{property.Name}");
            Assert.True(helper == property.SetMethod is null, $"{name}.{property.Name} can be set or is a helper");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_may_be_missing_is_not_written(string name)
    {
        Type type = typeof(SqsEvent).Assembly.GetType(name)!;
        foreach (PropertyInfo property in Surface.Members(type).Where(p => p.GetCustomAttribute<JsonPropertyNameAttribute>() is not null))
        {
            bool open = Surface.Declared(property).PropertyType.IsGenericParameter;
            bool omitted = open && (property.Name is "Context" or "OldResourceProperties" || (property.Name == "State" && property.DeclaringType!.Name == "StreamTimeWindowEvent`1"));
            JsonIgnoreCondition expected = omitted ? JsonIgnoreCondition.WhenWritingDefault
                : !open && Surface.IsNullable(property) ? JsonIgnoreCondition.WhenWritingNull
                : JsonIgnoreCondition.Never;
            Assert.True(expected == (property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition ?? JsonIgnoreCondition.Never), $"{name}.{property.Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_member_is_of_a_type_that_generated_code_reads(string name)
    {
        Type type = typeof(SqsEvent).Assembly.GetType(name)!;
        IEnumerable<PropertyInfo> members = Surface.Members(type).Where(p => p.GetCustomAttribute<JsonPropertyNameAttribute>() is not null);
        Assert.All(members, p => Assert.True(IsReadable(p.PropertyType), $"{name}.{p.Name}: {p.PropertyType}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_object_leaves_nothing_null_that_is_not_nullable(string name)
    {
        Type type = typeof(SqsEvent).Assembly.GetType(name)!;
        if (type.IsGenericTypeDefinition)
            return;
        Surface.AssertNoNulls(JsonSerializer.Deserialize("{}", type, Json.Web)!);
        Surface.AssertNoNulls(JsonSerializer.Deserialize("{}", type, SampleContext.Default)!);
    }

    [Fact]
    public void No_two_members_differ_only_in_case()
    {
        foreach (Type type in Surface.Data)
        {
            IEnumerable<string> names = Surface.Members(type).Select(p => p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name).OfType<string>();
            Assert.Equal(names.Count(), names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }

    [Fact]
    public void No_serializer_is_needed_to_make_one()
    {
        Assert.All(Surface.Data, type => Assert.NotNull(type.GetConstructor(Type.EmptyTypes) ?? (type.IsAbstract ? typeof(object).GetConstructor([]) : null)));
        Assert.All(Surface.Data, type => Assert.True(type.IsSealed || type.IsGenericTypeDefinition, type.FullName));
        Assert.DoesNotContain(Surface.Data.SelectMany(Surface.Members), p => p.GetCustomAttribute<JsonConverterAttribute>() is not null);
    }

    [Fact]
    public void Only_the_runtime_and_the_base_library_are_needed() =>
        Assert.DoesNotContain(
            typeof(SqsEvent).Assembly.GetReferencedAssemblies().Select(name => name.Name!),
            name => name != "Lambda.Native.Runtime" && !name.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void The_documentation_names_every_event_with_its_sample()
    {
        string[] rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "events.md"))
            .SkipWhile(l => l != "## All types").Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Sample.Types.Keys, rows.SelectMany(Samples).Order(StringComparer.Ordinal));
        foreach (string row in rows)
        {
            string[] types = row.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1).ToArray();
            Assert.All(Samples(row), sample => Assert.Contains(Name(Sample.Types[sample]), types));
        }

        static IEnumerable<string> Samples(string row) => row.Split('|')[2].Split('`').Where((_, i) => i % 2 == 1);

        static string Name(Type type) => type.Name.Split('`')[0] + (type.IsGenericType ? "<T>" : "");
    }

    private static bool IsReadable(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (s_plain.Contains(type) || type.IsGenericParameter)
            return true;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            return IsReadable(type.GenericTypeArguments[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            return type.GenericTypeArguments[0] == typeof(string) && IsReadable(type.GenericTypeArguments[1]);
        return type.Assembly == typeof(SqsEvent).Assembly && type.IsClass;
    }
}

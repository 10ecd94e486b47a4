using System.Reflection;

namespace Lambda.Native.Runtime.Tests;

/// <summary>PublicAPI.txt is what users may rely on: a change of the surface is a change of that file, seen in review.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void Is_what_the_text_file_says()
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PublicAPI.txt")).ReplaceLineEndings("\n");
        Assert.Equal(expected, Describe(typeof(LambdaRuntime).Assembly));
    }

    private static string Describe(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            lines.Add(Kind(type) + " " + type.FullName);
            IEnumerable<string> members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(m => m is not MethodInfo { IsSpecialName: true })
                .Select(m => $"  {(IsStatic(m) ? "static " : "")}{Text(m)}")
                .Order(StringComparer.Ordinal);
            lines.AddRange(members);
        }
        return string.Join('\n', lines) + "\n";
    }

    private static string Kind(Type type) =>
        type.BaseType == typeof(MulticastDelegate) ? "delegate" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : "class";

    private static bool IsStatic(MemberInfo member) => member switch
    {
        MethodBase method => method.IsStatic,
        PropertyInfo property => property.GetMethod!.IsStatic,
        _ => false,
    };

    private static string Text(MemberInfo member) => member is MethodBase method
        ? member + " [" + string.Join(", ", method.GetParameters().Select(p => p.HasDefaultValue ? $"{p.Name} = {p.DefaultValue ?? "null"}" : p.Name)) + "]"
        : member.ToString()!;
}

using System.Reflection;

namespace Lambda.Native.Runtime.Tests;

/// <summary>An assembly's public surface as text.</summary>
internal static class PublicSurface
{
    /// <summary>A text file beside the tests.</summary>
    internal static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)).ReplaceLineEndings("\n");

    internal static string Describe(Assembly assembly)
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

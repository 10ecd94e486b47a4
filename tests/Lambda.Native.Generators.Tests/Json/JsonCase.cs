using System.Buffers;
using System.Reflection;
using Lambda.Native.CompilerServices;
using Lambda.Native.Generators.TestTypes;

namespace Lambda.Native.Generators.Tests.Json;

/// <summary>A function that answers with its event, as the generator has bound it.</summary>
internal sealed class JsonCase
{
    private readonly Action<ReadOnlyMemory<byte>, IBufferWriter<byte>, LambdaContext> _invoke;

    private JsonCase(string name, Type binding)
    {
        Name = name;
        Type = typeof(Echo).GetMethod(name)!.ReturnType;
        _invoke = binding.GetMethod("Invoke")!.CreateDelegate<Action<ReadOnlyMemory<byte>, IBufferWriter<byte>, LambdaContext>>();
    }

    internal static JsonCase[] All { get; } =
    [
        .. typeof(Echo).Assembly.GetCustomAttributes<LambdaFunctionRegistrationAttribute>().Select(r => new JsonCase(r.Name, r.Binding)),
    ];

    internal string Name { get; }

    internal Type Type { get; }

    internal static JsonCase Of(string name) => All.Single(c => c.Name == name);

    /// <summary>Reads the event and writes it again.</summary>
    internal void Invoke(ReadOnlyMemory<byte> json, IBufferWriter<byte> answer) => _invoke(json, answer, default);
}

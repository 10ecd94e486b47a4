using System.ComponentModel;

namespace Lambda.Native.CompilerServices;

/// <summary>Written by the generator for each function of an assembly; read by the generator of the project that becomes the bootstrap, and by tools.</summary>
/// <param name="name">The function's name.</param>
/// <param name="binding">The generated type with the method <c>Run</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LambdaFunctionRegistrationAttribute(string name, Type binding) : Attribute
{
    /// <summary>The function's name.</summary>
    public string Name => name;

    /// <summary>The generated type with the method <c>Run</c>.</summary>
    public Type Binding => binding;
}

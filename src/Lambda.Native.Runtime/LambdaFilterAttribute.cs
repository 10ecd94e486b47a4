namespace Lambda.Native;

/// <summary>Puts code around every invocation of the function: <c>[assembly: LambdaFilter&lt;Metrics&gt;]</c> in the function's project, whether it has a <c>Main</c> of its own or not.</summary>
/// <typeparam name="TFilter">A class or struct that the whole project can see, with a parameterless constructor. One is made with the initialisation, before the hooks of
/// <see cref="LambdaRuntime.OnInit"/>; a constructor that throws fails the initialisation. It serves all invocations.</typeparam>
/// <remarks>The first in source order is the outermost; of several files, the one whose path sorts first comes first. Filters added with
/// <see cref="LambdaRuntime.AddFilter"/> before the runtime runs are outside of all these. The generator in this package writes the registration, so that nothing is
/// looked up at run time; what it cannot use is the error LN4001.</remarks>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LambdaFilterAttribute<TFilter> : Attribute;

namespace Lambda.Native;

/// <summary>Makes the object whose methods are functions: a static method without parameters that returns it, or a <see cref="Task{TResult}"/> or
/// <see cref="ValueTask{TResult}"/> of it. The place to build a container of services and take the object from it.</summary>
/// <remarks>Called once, with the initialisation, after the hooks of <see cref="LambdaRuntime.OnInit"/>, and only where the process serves a function of that object; an
/// exception fails the initialisation. An object that is <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed like a hook of <see cref="LambdaRuntime.OnShutdown"/>,
/// at the same cost.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LambdaFactoryAttribute : Attribute;

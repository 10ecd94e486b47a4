using System.ComponentModel;

namespace Lambda.Native.Events.CompilerServices;

/// <summary>A project's routes as generated code has them. Static, so that what serves them is compiled for them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IHttpRoutes
{
    /// <summary>The route for a request; 0 for none.</summary>
    static abstract int Find(HttpInvocation http);

    /// <summary>Binds the parameters of a route, calls its method and hands over what it returns.</summary>
    static abstract void Call(int route, HttpInvocation http);
}

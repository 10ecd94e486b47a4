namespace Lambda.Native.Events.CompilerServices;

/// <summary>What sends HTTP requests to functions, apart by the form of its events or by what it does to paths.</summary>
internal enum HttpFront
{
    /// <summary>An HTTP API with payload format 2.0.</summary>
    HttpApi,

    /// <summary>An HTTP API with payload format 1.0.</summary>
    HttpApiFormat1,

    /// <summary>A function URL: payload format 2.0.</summary>
    FunctionUrl,

    /// <summary>A REST API with proxy integration.</summary>
    RestApi,

    /// <summary>A load balancer.</summary>
    LoadBalancer,
}

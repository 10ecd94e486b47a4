using System.Collections.Frozen;

namespace Lambda.Native.Emulator;

/// <summary>What stands between HTTP and a function.</summary>
public enum FrontKind
{
    /// <summary>An HTTP API with payload format 2.0.</summary>
    HttpApi,

    /// <summary>An HTTP API with payload format 1.0.</summary>
    HttpApiFormat1,

    /// <summary>A function URL.</summary>
    FunctionUrl,

    /// <summary>A REST API with proxy integration.</summary>
    RestApi,

    /// <summary>An Application Load Balancer.</summary>
    LoadBalancer,

    /// <summary>An Application Load Balancer with <c>lambda.multi_value_headers.enabled</c>.</summary>
    LoadBalancerMultiValue,
}

/// <summary>The fronts by the names of the command line.</summary>
internal static class FrontKinds
{
    private static readonly FrozenDictionary<string, FrontKind> s_byName = new Dictionary<string, FrontKind>
    {
        ["http"] = FrontKind.HttpApi,
        ["http-1.0"] = FrontKind.HttpApiFormat1,
        ["url"] = FrontKind.FunctionUrl,
        ["rest"] = FrontKind.RestApi,
        ["alb"] = FrontKind.LoadBalancer,
        ["alb-multi"] = FrontKind.LoadBalancerMultiValue,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>All names, as a message lists them.</summary>
    public const string Names = "http, http-1.0, url, rest, alb, alb-multi";

    /// <summary>False when there is no front of that name.</summary>
    public static bool TryParse(string name, out FrontKind kind) => s_byName.TryGetValue(name, out kind);

    /// <summary>The front in words: <c>an HTTP API</c>.</summary>
    public static string Describe(this FrontKind kind) => kind switch
    {
        FrontKind.HttpApi => "HTTP API",
        FrontKind.HttpApiFormat1 => "HTTP API, payload format 1.0",
        FrontKind.FunctionUrl => "function URL",
        FrontKind.RestApi => "REST API",
        FrontKind.LoadBalancer => "Application Load Balancer",
        _ => "Application Load Balancer, multi-value headers",
    };
}

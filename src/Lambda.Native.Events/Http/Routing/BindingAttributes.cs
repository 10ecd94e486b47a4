namespace Lambda.Native.Events;

/// <summary>Takes a parameter of an <see cref="HttpApiAttribute"/> method from the path.</summary>
/// <param name="name">The route's parameter; otherwise that of the parameter's own name.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromRouteAttribute(string? name = null) : Attribute
{
    /// <summary>The route's parameter, or null for the parameter's own name.</summary>
    public string? Name => name;
}

/// <summary>Takes a parameter of an <see cref="HttpApiAttribute"/> method from the query: the first value, or all for an array or list.</summary>
/// <param name="name">The name in the query, which has case; otherwise the parameter's own.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromQueryAttribute(string? name = null) : Attribute
{
    /// <summary>The name in the query, or null for the parameter's own.</summary>
    public string? Name => name;
}

/// <summary>Takes a parameter of an <see cref="HttpApiAttribute"/> method from a header; an array or list gets what the header's commas separate.</summary>
/// <param name="name">The header, in any case; otherwise the parameter's own name with hyphens: <c>ifNoneMatch</c> is If-None-Match.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromHeaderAttribute(string? name = null) : Attribute
{
    /// <summary>The header, or null for the parameter's own name with hyphens.</summary>
    public string? Name => name;
}

/// <summary>Takes a parameter of an <see cref="HttpApiAttribute"/> method from the body: a string as text, bytes as they are, anything else from JSON.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromBodyAttribute : Attribute;

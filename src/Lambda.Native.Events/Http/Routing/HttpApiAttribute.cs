namespace Lambda.Native.Events;

/// <summary>Maps an HTTP method and path to this method, behind an HTTP API, a REST API, a function URL and a load balancer alike. All mapped methods of a project are one
/// Lambda function, by the name of <c>http</c>; the generator in Lambda.Native.Runtime writes its routing.</summary>
/// <remarks>The method is like one with <see cref="LambdaFunctionAttribute"/>: static, or of an object that is made once. Its parameters are taken from the path by name; simple
/// types otherwise from the query; <see cref="LambdaContext"/> and <see cref="CancellationToken"/> from the invocation; one other type from the body. <see cref="FromRouteAttribute"/>,
/// <see cref="FromQueryAttribute"/>, <see cref="FromHeaderAttribute"/> and <see cref="FromBodyAttribute"/> say otherwise. It returns nothing (204), a string (text), an
/// <see cref="HttpResult"/>, or a value that is written as JSON; null is 404.</remarks>
/// <param name="method">GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, or ANY for whatever no other route takes. GET answers HEAD too.</param>
/// <param name="path">Segments that begin with a slash: literal, a parameter (<c>/orders/{id}</c>) or, at the end, the rest of the path (<c>/{proxy+}</c>).</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class HttpApiAttribute(string method, string path) : Attribute
{
    /// <summary>The HTTP method, or ANY.</summary>
    public string Method => method;

    /// <summary>The path.</summary>
    public string Path => path;
}

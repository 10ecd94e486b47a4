using Lambda.Native.Generators.Diagnostics;

namespace Lambda.Native.Generators.Filters;

/// <summary>One <c>[assembly: LambdaFilter&lt;T&gt;]</c>.</summary>
/// <param name="Type">As generated code writes it.</param>
/// <param name="Location">Where the attribute stands: filters run in the order of their attributes.</param>
/// <param name="Failure">Why it cannot be used, if it cannot.</param>
internal sealed record FilterModel(string Type, string Name, LocationInfo? Location, DiagnosticInfo? Failure);

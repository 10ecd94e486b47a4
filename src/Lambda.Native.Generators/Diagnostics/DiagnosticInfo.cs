using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lambda.Native.Generators.Diagnostics;

/// <summary>A diagnostic as part of a model: equal when code, place and words are equal. Roslyn's own holds on to a syntax tree.</summary>
internal sealed record DiagnosticInfo(string Code, LocationInfo? Location, EquatableArray<string> Arguments)
{
    internal static DiagnosticInfo Create(DiagnosticDescriptor descriptor, Location? location, params string[] arguments) =>
        new(descriptor.Id, LocationInfo.From(location), arguments.ToEquatableArray());

    internal Diagnostic ToDiagnostic() =>
        Diagnostic.Create(DiagnosticDescriptors.Get(Code), Location?.ToLocation(), Arguments.ToArray<object>());
}

/// <summary>A place in a file, without the file.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    internal static LocationInfo? From(Location? location) =>
        location is { IsInSource: true } ? new(location.SourceTree!.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    internal Location ToLocation() => Microsoft.CodeAnalysis.Location.Create(Path, Span, Lines);
}

using Lambda.Native.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Lambda.Native.Generators.Http;

/// <summary>What a segment of a route's path takes.</summary>
internal enum SegmentKind
{
    /// <summary>Its own text.</summary>
    Literal,

    /// <summary>Any segment that is not empty.</summary>
    Parameter,

    /// <summary>This and all that follow, if that is not empty.</summary>
    Rest,
}

/// <summary>A segment of a route's path.</summary>
/// <param name="Text">The literal, or the parameter's name.</param>
internal sealed record RouteSegment(SegmentKind Kind, string Text);

/// <summary>A route's path.</summary>
internal sealed record RouteTemplate(string Text, EquatableArray<RouteSegment> Segments)
{
    /// <summary>As many as the runtime library keeps apart.</summary>
    private const int MaxSegments = 32;

    /// <summary>Null if it cannot be mapped; <paramref name="why"/> says the reason.</summary>
    internal static RouteTemplate? Parse(string text, out string why)
    {
        why = "";
        var segments = new List<RouteSegment>();
        if (!text.StartsWith("/", StringComparison.Ordinal))
            why = "it does not begin with a slash";
        string[] parts = text.Length > 1 ? text.Substring(1).Split('/') : [];
        if (parts.Length > MaxSegments)
            why = $"it has more than {MaxSegments} segments";
        for (int i = 0; i < parts.Length && why.Length == 0; i++)
        {
            RouteSegment segment = Segment(parts[i]);
            if (segment.Text.Length == 0)
                why = "it has an empty segment";
            else if (segment.Kind == SegmentKind.Literal && segment.Text.IndexOfAny(['{', '}', '*']) >= 0)
                why = $"the segment '{segment.Text}' is neither text nor one parameter in braces";
            else if (segment.Kind == SegmentKind.Literal && segment.Text.IndexOfAny(['?', '#', '%', '\\']) >= 0)
                why = $"the segment '{segment.Text}' has a character that paths have percent-encoded only; routes are written decoded, without a query";
            else if (segment.Kind != SegmentKind.Literal && !SyntaxFacts.IsValidIdentifier(segment.Text))
                why = $"'{segment.Text}' is no name of a parameter";
            else if (segment.Kind != SegmentKind.Literal && segments.Any(s => s.Kind != SegmentKind.Literal && s.Text.Equals(segment.Text, StringComparison.OrdinalIgnoreCase)))
                why = $"it has two parameters '{segment.Text}'";
            else if (segment.Kind == SegmentKind.Rest && i < parts.Length - 1)
                why = $"'{parts[i]}' takes the rest of the path and has to stand at the end";
            segments.Add(segment);
        }
        return why.Length > 0 ? null : new RouteTemplate(text, segments.ToEquatableArray());
    }

    /// <summary>Where a parameter stands; −1 for nowhere.</summary>
    internal int Find(string parameter)
    {
        for (int i = 0; i < Segments.Count; i++)
        {
            if (Segments[i].Kind != SegmentKind.Literal && Segments[i].Text.Equals(parameter, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }

    private static RouteSegment Segment(string part)
    {
        if (part.Length < 2 || part[0] != '{' || part[part.Length - 1] != '}')
            return new RouteSegment(SegmentKind.Literal, part);
        string name = part.Substring(1, part.Length - 2);
        return name.EndsWith("+", StringComparison.Ordinal)
            ? new RouteSegment(SegmentKind.Rest, name.Substring(0, name.Length - 1))
            : new RouteSegment(SegmentKind.Parameter, name);
    }
}

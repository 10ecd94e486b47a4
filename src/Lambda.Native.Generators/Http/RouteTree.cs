namespace Lambda.Native.Generators.Http;

/// <summary>Routes by the segments of their paths: those that begin alike share the way.</summary>
internal sealed class RouteTree
{
    /// <summary>The routes that end here, by their verbs, with their numbers.</summary>
    internal SortedDictionary<string, int> Ends { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, RouteTree> Literals { get; } = new(StringComparer.Ordinal);

    internal RouteTree? Parameter { get; private set; }

    internal RouteTree? Rest { get; private set; }

    /// <summary>The number of the route that has the same verb and path already; otherwise the route is added, and it is 0.</summary>
    internal int Add(RouteTemplate template, string verb, int number)
    {
        RouteTree node = this;
        foreach (RouteSegment segment in template.Segments)
        {
            switch (segment.Kind)
            {
                case SegmentKind.Parameter:
                    node = node.Parameter ??= new RouteTree();
                    break;
                case SegmentKind.Rest:
                    node = node.Rest ??= new RouteTree();
                    break;
                case SegmentKind.Literal:
                    if (!node.Literals.TryGetValue(segment.Text, out RouteTree? next))
                        node.Literals.Add(segment.Text, next = new RouteTree());
                    node = next;
                    break;
            }
        }
        if (node.Ends.TryGetValue(verb, out int other))
            return other;
        node.Ends.Add(verb, number);
        return 0;
    }
}

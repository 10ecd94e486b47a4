using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks.Tests;

/// <summary>The items of sdk/runtimes/provided.al2023.props.</summary>
internal static class RuntimeFacts
{
    internal static XElement[] Elements { get; } =
        [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, "runtimes", "provided.al2023.props")).Descendants("ItemGroup").Elements()];

    internal static ITaskItem[] Items(string type) => [.. Elements.Where(e => e.Name == type).SelectMany(e => e.Attribute("Include")!.Value.Split(';').Select(name => Item(e, name)))];

    private static TaskItem Item(XElement element, string name)
    {
        var item = new TaskItem(name);
        foreach (XAttribute metadata in element.Attributes().Where(a => a.Name != "Include"))
            item.SetMetadata(metadata.Name.LocalName, metadata.Value);
        return item;
    }
}

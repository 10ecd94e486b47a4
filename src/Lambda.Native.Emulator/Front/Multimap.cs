using System.Runtime.InteropServices;

namespace Lambda.Native.Emulator;

/// <summary>Names with several values each, in the order of their first appearance.</summary>
internal sealed class Multimap(StringComparer comparer)
{
    private readonly Dictionary<string, List<string>> _values = new(comparer);

    internal List<KeyValuePair<string, List<string>>> Entries { get; } = [];

    internal void Add(string name, string value)
    {
        ref List<string>? values = ref CollectionsMarshal.GetValueRefOrAddDefault(_values, name, out bool exists);
        if (!exists)
            Entries.Add(new(name, values = []));
        values!.Add(value);
    }
}

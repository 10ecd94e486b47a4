using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lambda.Native.Tasks;

/// <summary>The functions of a bootstrap, as the generator wrote them into the assembly it was compiled from: <c>[assembly: AssemblyMetadata("LambdaFunction", "name")]</c>.</summary>
internal static class FunctionNames
{
    private const string Key = "LambdaFunction";

    /// <summary>Empty for a program that calls <c>LambdaRuntime</c> by itself, and for what is no assembly.</summary>
    /// <exception cref="IOException">The assembly cannot be read.</exception>
    internal static string[] Read(string assembly)
    {
        var names = new List<string>();
        using var image = new PEReader(new FileStream(assembly, FileMode.Open, FileAccess.Read, FileShare.Read));
        try
        {
            if (!image.HasMetadata)
                return [];
            MetadataReader reader = image.GetMetadataReader();
            foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
            {
                CustomAttribute attribute = reader.GetCustomAttribute(handle);
                if (!IsAssemblyMetadata(reader, attribute))
                    continue;
                BlobReader arguments = reader.GetBlobReader(attribute.Value);
                arguments.ReadUInt16(); // the prologue
                if (arguments.ReadSerializedString() == Key && arguments.ReadSerializedString() is { } name)
                    names.Add(name);
            }
        }
        catch (BadImageFormatException)
        {
            return [];
        }
        return [.. names.Distinct().OrderBy(name => name, StringComparer.Ordinal)];
    }

    private static bool IsAssemblyMetadata(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return false;
        EntityHandle type = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return type.Kind == HandleKind.TypeReference
            && reader.StringComparer.Equals(reader.GetTypeReference((TypeReferenceHandle)type).Name, "AssemblyMetadataAttribute");
    }
}

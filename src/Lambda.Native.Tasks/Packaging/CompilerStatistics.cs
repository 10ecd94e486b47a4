using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Lambda.Native.Tasks;

/// <summary>
/// Reads what ILCompiler writes of the sizes of what it compiled (.mstat): an assembly whose global methods Methods and Types are lists in the form of code, each entry
/// a token followed by numbers of bytes; Blobs has names in the place of tokens.
/// </summary>
internal static class CompilerStatistics
{
    private const int MethodParts = 3; // code, GC information, exception tables; what follows is no size

    /// <summary>The bytes of each namespace, and of each blob by its name in parentheses.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    internal static Dictionary<string, long> Read(string path)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        void Add(string name, long bytes) => sizes[name] = (sizes.TryGetValue(name, out long before) ? before : 0) + bytes;
        try
        {
            using var image = new PEReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
            MetadataReader reader = image.GetMetadataReader();
            foreach (MethodDefinitionHandle handle in reader.GetTypeDefinition(reader.TypeDefinitions.First()).GetMethods())
            {
                MethodDefinition method = reader.GetMethodDefinition(handle);
                string list = reader.GetString(method.Name);
                int parts = list == "Methods" ? MethodParts : 1;
                if (list is not ("Methods" or "Types" or "Blobs"))
                    continue;
                foreach ((int token, List<int> numbers) in Entries(image.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
                {
                    string name = list == "Blobs" ? $"({reader.GetUserString((UserStringHandle)MetadataTokens.Handle(token))})" : NamespaceOf(reader, MetadataTokens.EntityHandle(token));
                    Add(name.Length > 0 ? name : "(no namespace)", numbers.Take(parts).Sum(n => (long)n));
                }
            }
        }
        catch (Exception fault) when (fault is BadImageFormatException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not what ILCompiler writes: {fault.Message}", fault);
        }
        return sizes;
    }

    private static IEnumerable<(int Token, List<int> Numbers)> Entries(BlobReader code)
    {
        const byte loadMinusOne = 0x15, loadZero = 0x16, loadEight = 0x1e, loadByte = 0x1f, loadInt = 0x20, pop = 0x26, ret = 0x2a, loadString = 0x72, loadToken = 0xd0;
        int token = 0;
        var numbers = new List<int>();
        while (code.RemainingBytes > 0)
        {
            byte instruction = code.ReadByte();
            switch (instruction)
            {
                case loadToken or loadString:
                    if (token != 0)
                        yield return (token, numbers);
                    token = code.ReadInt32();
                    numbers = [];
                    break;
                case >= loadMinusOne and <= loadEight:
                    numbers.Add(instruction - loadZero);
                    break;
                case loadByte:
                    numbers.Add(code.ReadSByte());
                    break;
                case loadInt:
                    numbers.Add(code.ReadInt32());
                    break;
                case 0 or pop or ret:
                    break;
                default:
                    throw new BadImageFormatException($"there is an instruction 0x{instruction:x2} among the sizes");
            }
        }
        if (token != 0)
            yield return (token, numbers);
    }

    private static string NamespaceOf(MetadataReader reader, EntityHandle handle)
    {
        while (true)
        {
            switch (handle.Kind)
            {
                case HandleKind.MethodSpecification:
                    handle = reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
                    break;
                case HandleKind.MemberReference:
                    handle = reader.GetMemberReference((MemberReferenceHandle)handle).Parent;
                    break;
                case HandleKind.TypeSpecification:
                    BlobReader signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                    if (ElementOf(ref signature) is not { } element)
                        return "System";
                    handle = element;
                    break;
                case HandleKind.TypeReference:
                    TypeReference type = reader.GetTypeReference((TypeReferenceHandle)handle);
                    if (type.ResolutionScope.Kind != HandleKind.TypeReference)
                        return reader.GetString(type.Namespace);
                    handle = type.ResolutionScope;
                    break;
                default:
                    return "";
            }
        }
    }

    /// <summary>The generic type, or what an array or a pointer is of; null for a primitive type.</summary>
    private static EntityHandle? ElementOf(ref BlobReader signature)
    {
        while (true)
        {
            switch (signature.ReadSignatureTypeCode())
            {
                case SignatureTypeCode.GenericTypeInstance or SignatureTypeCode.SZArray or SignatureTypeCode.Array or SignatureTypeCode.Pointer or SignatureTypeCode.ByReference:
                    break;
                case SignatureTypeCode.TypeHandle:
                    return signature.ReadTypeHandle();
                default:
                    return null;
            }
        }
    }
}

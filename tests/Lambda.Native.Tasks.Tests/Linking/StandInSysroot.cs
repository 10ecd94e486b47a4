using System.Security.Cryptography;

namespace Lambda.Native.Tasks.Tests;

/// <summary>A folder of the sysroot's shape with nothing to link in it.</summary>
internal static class StandInSysroot
{
    internal static string Write(TemporaryFolder folder)
    {
        var list = new List<string>();
        foreach (string name in new[] { "start.o", "lib/libc.so.6" })
        {
            byte[] content = System.Text.Encoding.UTF8.GetBytes(name);
            folder.Write("sysroot/" + name, content);
            list.Add($"{Convert.ToHexStringLower(SHA256.HashData(content))}  {name}");
        }
        File.WriteAllLines(folder["sysroot/SHA256SUMS"], list);
        return folder["sysroot"];
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>
/// A small image in the place of AWS's provided:al2023: an entry point that keeps the same contract, and of this machine the shell and the libraries a bootstrap needs.
/// </summary>
internal static class BaseImage
{
    private const string EntryPoint = """
        #!/bin/sh
        # As AWS's: the handler is the one argument, the runtime is /var/runtime/bootstrap.
        if [ $# -ne 1 ]; then echo "entrypoint requires the handler name to be the first argument" 1>&2; exit 142; fi
        export _HANDLER="$1"
        exec /var/runtime/bootstrap
        """;

    internal static string Push(LocalRegistry registry, params string[] architectures)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            Add(writer, "lambda-entrypoint.sh", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(EntryPoint.ReplaceLineEndings("\n") + "\n")));
            foreach (string file in Programs())
            {
                using FileStream content = File.OpenRead(file);
                Add(writer, file.TrimStart('/'), content);
            }
        }
        var layer = new MemoryStream();
        using (var gzip = new GZipStream(layer, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(tar.ToArray());
        var settings = new JsonObject
        {
            ["Env"] = new JsonArray("PATH=/usr/bin:/bin", "LAMBDA_TASK_ROOT=/var/task", "LD_LIBRARY_PATH=/var/task:/var/task/lib:/opt/lib"),
            ["Entrypoint"] = new JsonArray("/lambda-entrypoint.sh"),
            ["WorkingDir"] = "/var/task",
        };
        return registry.Push("lambda/provided", layer.ToArray(), LocalRegistry.Digest(tar.ToArray()), settings, architectures);
    }

    private static IEnumerable<string> Programs() =>
        new[] { "/bin/sh", "/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libm.so.6" }.Where(File.Exists);

    private static void Add(TarWriter writer, string path, Stream content) => writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
    {
        DataStream = content,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
    });
}

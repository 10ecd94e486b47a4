using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What links a bootstrap, for real (net9.0 and net8.0, x86_64), and what is made of it.</summary>
public sealed partial class LinkTests : IDisposable
{
    private static readonly Version s_glibcOfAmazonLinux2023 = new(2, 34);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private string Published(string file) => _workspace[$"Hello/bin/Release/net9.0/linux-x64/publish/{file}"];

    private DotnetResult Publish(params string[] arguments) => _workspace.Dotnet("Hello", ["publish", .. arguments]);

    /// <summary>Starts without a Runtime API, says so and ends: it loads, and the runtime's code runs.</summary>
    private static void AssertStarts(string bootstrap)
    {
        using Process process = Process.Start(new ProcessStartInfo(bootstrap) { RedirectStandardError = true, Environment = { ["AWS_LAMBDA_RUNTIME_API"] = null } })!;
        Assert.Contains("AWS_LAMBDA_RUNTIME_API", process.StandardError.ReadToEnd());
        process.WaitForExit();
    }

    internal static Version NewestGlibc(string bootstrap) =>
        GlibcVersion().Matches(Encoding.Latin1.GetString(File.ReadAllBytes(bootstrap))).Max(match => Version.Parse(match.Groups[1].Value))!;

    [FactWithProgram("ld.lld")]
    public void Lld_links_alone_and_again_only_when_something_changed()
    {
        _workspace.WriteFunction();
        DotnetResult first = Publish();
        Assert.True(first.Ran("_LambdaLink", "LinkBootstrap"));
        Assert.Contains("link.rsp", first.LoggedFiles);
        AssertStarts(Published("bootstrap"));
        Assert.InRange(NewestGlibc(Published("bootstrap")), new Version(2, 2), s_glibcOfAmazonLinux2023);
        DotnetResult again = Publish();
        Assert.DoesNotContain("LinkBootstrap", again.Tasks);
        Assert.False(again.Ran("LinkNative", "Exec"));
        Assert.True(Publish("-p:PositionIndependentExecutable=true").Ran("_LambdaLink", "LinkBootstrap"));
    }

    [TheoryWithProgram("ld.lld", "gcc", "objcopy", "readelf")]
    [InlineData("lld")]
    [InlineData("system")]
    public void Kept_symbols_lie_beside_the_package_and_belong_to_the_bootstrap(string linker)
    {
        _workspace.WriteFunction(properties: $"<LambdaLinker>{linker}</LambdaLinker>");
        Publish("-p:LambdaKeepSymbols=true");
        string[] Identity(string file) => [.. ReadElf("-hn", file).Split('\n').Where(line => line.Contains("Build ID") || line.Contains("Entry point"))];
        Assert.Equal(2, Identity(Published("bootstrap")).Length);
        Assert.Equal(Identity(Published("bootstrap")), Identity(Published("bootstrap.dbg")));
        Assert.Contains(".symtab", ReadElf("-SW", Published("bootstrap.dbg")));
        Assert.DoesNotContain(".symtab", ReadElf("-SW", Published("bootstrap")));
        Assert.Equal(["bootstrap 755"], FunctionPublishTests.Entries(Published("lambda.zip")));
        Publish();
        Assert.False(File.Exists(Published("bootstrap.dbg")), "a symbol file of an earlier publish is left");
    }

    [FactWithProgram("ld.lld")]
    public void A_zig_from_NuGet_links_where_it_is_asked_for()
    {
        // A stand-in package whose zig runs the machine's lld: proves the way to it. A real zig was never run here.
        _workspace.WriteFunction(properties: "<LambdaLinker>zig-package</LambdaLinker>");
        _workspace.WriteZigPackage("0.14.1.1", "[ \"$1\" = ld.lld ] || exit 2\nshift\nexec ld.lld \"$@\"");
        DotnetResult result = Publish();
        Assert.True(result.Ran("_LambdaLink", "LinkBootstrap"));
        AssertStarts(Published("bootstrap"));
    }

    [FactWithProgram("ld.lld", "gcc")]
    public void Without_lld_the_compiler_of_the_machine_links_and_glibc_is_pinned_all_the_same()
    {
        _workspace.WriteFunction();
        _workspace.Write("Hello/Function.cs", """
            using Lambda.Native;

            // hypot and fmod have versions of 2.35 and 2.38.
            LambdaRuntime.RunRaw(static (e, answer, context) => answer.GetSpan(1)[0] = (byte)(Math.Cbrt(e.Length) % Math.Atan2(e.Length, 3)));
            """);
        foreach (string linker in new[] { "lld", "system" })
        {
            DotnetResult result = Publish($"-p:LambdaLinker={linker}");
            Assert.Equal(linker == "lld", result.Ran("_LambdaLink", "LinkBootstrap"));
            Assert.Equal(linker == "system", result.Ran("LinkNative", "Exec"));
            AssertStarts(Published("bootstrap"));
            Assert.InRange(NewestGlibc(Published("bootstrap")), new Version(2, 2), s_glibcOfAmazonLinux2023);
        }
    }

    [FactWithProgram("ld.lld", "gcc")]
    public void Static_libraries_of_the_user_are_linked_and_what_they_lack_is_named()
    {
        _workspace.WriteFunction(items: """
            <ItemGroup>
              <NativeLibrary Include="native/libdivide.a" />
              <DirectPInvoke Include="divide" />
            </ItemGroup>
            """);
        _workspace.Write("Hello/Function.cs", """
            using System.Runtime.InteropServices;
            using Lambda.Native;

            LambdaRuntime.RunRaw(static (e, answer, context) => answer.GetSpan(1)[0] = (byte)Native.divide(e.Length, 3));

            static class Native
            {
                [DllImport("divide")] internal static extern int divide(int a, int b);
            }
            """);
        Archive("int divide(int a, int b) { return a / b; }");
        Publish();
        AssertStarts(Published("bootstrap"));
        foreach ((string code, string symbol, string source) in new[]
        {
            ("LN2010", "frobnicate", "int frobnicate(int); int divide(int a, int b) { return frobnicate(a / b); }"),
            ("LN2011", "__udivti3", "int divide(int a, int b) { return (int)((unsigned __int128)a * a / b); }"),
            ("LN2012", "__cxa_throw", "void __cxa_throw(void *, void *, void *); int divide(int a, int b) { if (!b) __cxa_throw(0, 0, 0); return a / b; }"),
        })
        {
            Archive(source);
            DotnetResult result = _workspace.DotnetFails("Hello", "publish");
            Assert.Equal([code], result.ErrorCodes);
            Assert.Contains($"'{symbol}'", result.Output);
            Assert.Contains("libdivide.a", result.Output);
            Assert.False(File.Exists(Published("lambda.zip")), "a package of an earlier publish is left");
        }
    }

    [FactWithProgram("ld.lld", "gcc")]
    public void A_shared_library_is_refused_by_the_symbol_that_Lambda_lacks()
    {
        // As the machine's own libstdc++ is, where it was built for a newer glibc.
        _workspace.WriteFunction(items: "<ItemGroup><NativeLibrary Include=\"native/libnewer.so\" /></ItemGroup>");
        _workspace.Write("Hello/native/newer.c", "int symbol_of_a_newer_glibc(void); int newer(void) { return symbol_of_a_newer_glibc(); }");
        Run("gcc", "-shared", "-fPIC", _workspace["Hello/native/newer.c"], "-o", _workspace["Hello/native/libnewer.so"]);
        DotnetResult result = _workspace.DotnetFails("Hello", "publish");
        Assert.Equal(["LN2013"], result.ErrorCodes);
        Assert.Contains("libnewer.so needs 'symbol_of_a_newer_glibc'", result.Output);
    }

    private void Archive(string source)
    {
        _workspace.Write("Hello/native/divide.c", source);
        Run("gcc", "-O1", "-c", _workspace["Hello/native/divide.c"], "-o", _workspace["Hello/native/divide.o"]);
        File.Delete(_workspace["Hello/native/libdivide.a"]);
        Run("ar", "rcs", _workspace["Hello/native/libdivide.a"], _workspace["Hello/native/divide.o"]);
    }

    [FactWithProgram("ld.lld")]
    public void A_net8_function_links_without_the_zlib_of_the_machine()
    {
        _workspace.WriteFunction(framework: "net8.0", properties: "<LangVersion>12</LangVersion><CheckEolTargetFramework>false</CheckEolTargetFramework>");
        _workspace.Write("Hello/Function.cs", """
            using System.IO.Compression;
            using Lambda.Native;

            LambdaRuntime.RunRaw(static (e, answer, context) =>
            {
                using var gzip = new GZipStream(new MemoryStream(), CompressionLevel.Fastest);
                gzip.Write(e);
            });
            """);
        Publish();
        string bootstrap = Published("bootstrap").Replace("net9.0", "net8.0");
        AssertStarts(bootstrap);
        Assert.InRange(NewestGlibc(bootstrap), new Version(2, 2), s_glibcOfAmazonLinux2023);
    }

    [FactWithProgram("gcc")]
    public void A_static_program_is_refused_what_it_would_have_to_load()
    {
        _workspace.WriteFunction(properties: "<LambdaStaticExecutable>true</LambdaStaticExecutable>");
        Publish();
        AssertStarts(Published("bootstrap"));
        _workspace.Write("Hello/Function.cs", """
            using Lambda.Native;

            LambdaRuntime.RunRaw(static (e, answer, context) =>
                System.Security.Cryptography.SHA256.HashData(e, answer.GetSpan(System.Net.Dns.GetHostAddresses("localhost").Length + 32)));
            """);
        DotnetResult result = _workspace.DotnetFails("Hello", "publish");
        Assert.Equal(["LN2017"], result.ErrorCodes);
        Assert.Contains("OpenSSL", result.Output);
        Assert.Contains("name resolution", result.Output);
        Assert.False(File.Exists(Published("lambda.zip")));
    }

    /// <summary>The machine without gcc, clang, binutils, the C library's headers and start files, as far as a mount namespace can hide them.</summary>
    [FactWithNamespaces]
    public void A_machine_with_nothing_but_the_NET_SDK_and_lld_publishes()
    {
        _workspace.WriteFunction();
        _workspace.WriteScript("bare.sh", """
            set -e
            cover() { for f in "$@"; do [ -e "$f" ] || continue; if [ -d "$f" ]; then mount -t tmpfs none "$f"; else mount --bind /dev/null "$f"; fi; done; }
            cover /usr/include /usr/lib/gcc /usr/lib/gcc-cross /usr/local/include
            cover /usr/lib/*-linux-gnu/*crt*.o /usr/lib/*-linux-gnu/lib*.a /usr/lib/*-linux-gnu/libc.so /usr/lib/*-linux-gnu/libm.so
            for tool in gcc cc c++ g++ cpp clang as ld ar objcopy strip zig; do
              for f in /usr/bin/$tool /usr/bin/$tool-[0-9]* /usr/bin/*-linux-gnu-$tool /usr/bin/*-linux-gnu-$tool-[0-9]* /usr/local/bin/$tool; do cover "$(readlink -f "$f")"; done
            done
            if gcc --version 2>/dev/null || clang --version 2>/dev/null || ld --version 2>/dev/null; then echo 'there still is a compiler or a linker'; exit 3; fi
            exec "$@"
            """);
        DotnetResult result = _workspace.DotnetBehind(["unshare", "--map-root-user", "--mount", "sh", _workspace["bare.sh"]], "Hello", "publish");
        Assert.True(result.Ran("_LambdaLink", "LinkBootstrap"));
        AssertStarts(Published("bootstrap"));
    }

    private static string ReadElf(params string[] arguments) => Run("readelf", arguments);

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    [GeneratedRegex(@"GLIBC_([0-9]+\.[0-9]+)")]
    private static partial Regex GlibcVersion();
}

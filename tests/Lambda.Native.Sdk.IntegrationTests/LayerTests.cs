using System.IO.Compression;
using System.Text.Json;
using Lambda.Native.Tests;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>LambdaPackageType=Layer and Extension: what is in layer.zip, with stand-in tools where something is compiled natively.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    private void WriteLayer(string items, string properties = "") => _workspace.Write("Tools/Tools.csproj", $"""
        <Project Sdk="Lambda.Native.Sdk/{TestEnvironment.Version}">
          <PropertyGroup>
            <TargetFramework>net9.0</TargetFramework>
            <LambdaPackageType>Layer</LambdaPackageType>
            {properties}
          </PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """);

    private const string Output = "Tools/bin/Release/net9.0/linux-x64/publish/";

    [Fact]
    public void A_layer_holds_the_projects_files_as_they_are()
    {
        // No source, no tool chain and no native compiler: files alone.
        WriteLayer("""<Content Include="bin/**;lib/**;etc/**" CopyToPublishDirectory="PreserveNewest" />""", "<EnableDefaultItems>false</EnableDefaultItems><BaseOutputPath>out/</BaseOutputPath>");
        _workspace.Write("Tools/bin/tool", "#!/bin/sh\necho tool\n");
        _workspace.Write("Tools/etc/tool.conf", "a=1\n");
        Directory.CreateDirectory(_workspace["Tools/lib"]);
        File.WriteAllBytes(_workspace["Tools/lib/libtool.so"], new ElfBuilder { Type = 3 }.Build());
        DotnetResult result = _workspace.Dotnet("Tools", "publish", "-getItem:LambdaPackage");
        Assert.DoesNotContain("IlcCompile", result.Tasks);
        Assert.Empty(result.WarningCodes);
        JsonElement item = JsonDocument.Parse(result.Output).RootElement.GetProperty("Items").GetProperty("LambdaPackage")[0];
        Assert.Equal(("Layer", "x86_64", ""), (item.GetProperty("PackageType").GetString(), item.GetProperty("Architecture").GetString(), item.GetProperty("Functions").GetString()));
        string zip = item.GetProperty("Identity").GetString()!;
        Assert.Equal("layer.zip", Path.GetFileName(zip));
        Assert.Equal(["bin/tool 755", "etc/tool.conf 644", "lib/libtool.so 755"], FunctionPublishTests.Entries(zip));
        Assert.Equal(["bin/tool", "etc/tool.conf", "lambda.publish.json", "layer.zip", "lib/libtool.so"], FunctionPublishTests.Files(Path.GetDirectoryName(zip)!));

        byte[] first = File.ReadAllBytes(zip);
        Assert.False(_workspace.Dotnet("Tools", "publish").Ran("_LambdaCreatePackage", "CreatePackage"));
        File.Delete(zip);
        _workspace.Dotnet("Tools", "publish");
        Assert.Equal(first, File.ReadAllBytes(zip));
        _workspace.Dotnet("Tools", "clean");
        Assert.DoesNotContain(FunctionPublishTests.Files(_workspace["Tools"]), file => file.EndsWith(".zip", StringComparison.Ordinal));
    }

    [Fact]
    public void Native_libraries_of_packages_lie_where_the_loader_looks_and_assemblies_are_left_out()
    {
        _workspace.WriteNativePackage("Some.Native", "1.0.0", "libsome.so", new ElfBuilder { Type = 3 }.Build());
        WriteLayer("<PackageReference Include=\"Some.Native\" Version=\"1.0.0\" />");
        _workspace.Dotnet("Tools", "publish");
        Assert.Equal(["lib/libsome.so 755"], FunctionPublishTests.Entries(_workspace[Output + "layer.zip"]));
    }

    [Fact]
    public void What_does_not_fit_the_processor_is_refused_in_a_layer_too()
    {
        WriteLayer("""<Content Include="lib/**" CopyToPublishDirectory="PreserveNewest" />""");
        Directory.CreateDirectory(_workspace["Tools/lib"]);
        File.WriteAllBytes(_workspace["Tools/lib/libtool.so"], new ElfBuilder { Type = 3, Machine = ElfBuilder.Arm64, Interpreter = "/lib/ld-linux-aarch64.so.1" }.Build());
        Assert.Equal(["LN2025"], _workspace.DotnetFails("Tools", "publish").ErrorCodes);
        _workspace.Dotnet("Tools", "publish", "-r", "linux-arm64");
    }

    [Fact]
    public void An_extension_is_a_program_in_a_layer()
    {
        _workspace.WriteFunction("Watcher", properties: "<LambdaPackageType>Extension</LambdaPackageType>",
            items: "<ItemGroup><Content Include=\"watcher/**\" CopyToPublishDirectory=\"Always\" /></ItemGroup>");
        _workspace.Write("Watcher/watcher/settings.json", "{}");
        const string output = "Watcher/bin/Release/net9.0/linux-x64/publish/";
        DotnetResult result = _workspace.PublishStandIn("Watcher");
        Assert.Equal(["extensions/Watcher 755", "watcher/settings.json 644"], FunctionPublishTests.Entries(_workspace[output + "layer.zip"]));
        Assert.Contains("extensions/Watcher", result.Output);
        JsonElement manifest = JsonDocument.Parse(_workspace.Read(output + "lambda.publish.json")).RootElement;
        Assert.Equal("Extension", manifest.GetProperty("packageType").GetString());
        Assert.Equal("layer.zip", manifest.GetProperty("package").GetProperty("file").GetString());

        _workspace.PublishStandIn("Watcher", "-p:LambdaExtensionName=my-watcher", "-o", _workspace["named"]);
        Assert.Equal(["extensions/my-watcher 755", "watcher/settings.json 644"], FunctionPublishTests.Entries(_workspace["named/layer.zip"]));
        Assert.Equal(["LN3010"], _workspace.PublishStandInFails("Watcher", "-p:LambdaExtensionName=../x").ErrorCodes);
    }
}

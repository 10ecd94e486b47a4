using System.IO.Compression;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What goes into the package from all that a project can bring.</summary>
public sealed class PackageFileTests
{
    private const string Zip = "Hello/bin/Release/net9.0/linux-x64/publish/lambda.zip";

    [Fact]
    public void Files_from_everywhere_find_their_place_and_what_Lambda_does_not_read_stays_out()
    {
        using var workspace = new Workspace();
        WriteNativePackage(workspace);
        workspace.Write("Outside/model.bin", "model");
        workspace.WriteFunction(
            properties: "<GenerateDocumentationFile>true</GenerateDocumentationFile><PublishDocumentationFiles>true</PublishDocumentationFiles><CopyOutputSymbolsToPublishDirectory>true</CopyOutputSymbolsToPublishDirectory><NoWarn>CS1591</NoWarn>",
            items: """
            <ItemGroup>
              <PackageReference Include="Stand.In.Native" Version="1.0.0" />
              <None Include="appsettings*.json" CopyToPublishDirectory="PreserveNewest" />
              <LambdaPackageFile Include="tools/run.txt" Executable="true" />
              <LambdaPackageFile Include="../Outside/model.bin" TargetPath="models/one.bin" />
              <LambdaPackageFile Include="../Outside/model.bin" />
              <Content Include="debug.pdb" CopyToPublishDirectory="Always" />
            </ItemGroup>
            <Target Name="Add" BeforeTargets="BeforeLambdaPackage"><ItemGroup><LambdaPackageFile Include="tools/late.txt" /></ItemGroup></Target>
            <Target Name="Tell" AfterTargets="AfterLambdaPackage"><Message Importance="high" Text="after @(LambdaPackage->'%(Filename) %(Architecture)')" /></Target>
            """);
        workspace.Write("Hello/appsettings.json", "{}");
        workspace.Write("Hello/appsettings.Development.json", "{}");
        workspace.Write("Hello/tools/run.txt", "run");
        workspace.Write("Hello/tools/late.txt", "late");
        workspace.Write("Hello/debug.pdb", "");
        workspace.Write("Hello/Texts.resx", Resources("hello"));
        workspace.Write("Hello/Texts.de.resx", Resources("hallo"));
        DotnetResult result = workspace.PublishStandIn("Hello");
        Assert.Equal(
            [
                "appsettings.Development.json 644", "appsettings.json 644", "bootstrap 755", "de/Hello.resources.dll 644", "libstandin.so 755", "model.bin 644", "models/one.bin 644",
                "tools/late.txt 644", "tools/run.txt 755",
            ],
            FunctionPublishTests.Entries(workspace[Zip]));
        Assert.Equal(["LN3016"], result.WarningCodes);
        Assert.Contains("LN3016", workspace.Read("Hello/bin/Release/net9.0/linux-x64/publish/lambda.publish.json"));
        Assert.Contains("after lambda x86_64", result.Output);
        Assert.Contains("models/one.bin", FunctionPublishTests.Files(workspace["Hello/bin/Release/net9.0/linux-x64/publish"]));
    }

    [Fact]
    public void A_project_published_into_its_own_folder_does_not_pack_its_manifest()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: "<ItemGroup><None Include=\"*.json\" CopyToPublishDirectory=\"PreserveNewest\" /></ItemGroup>");
        workspace.Write("Hello/a.json", "{}");
        workspace.PublishStandIn("Hello", "-o", workspace["Hello"]);
        workspace.Write("Hello/a.json", "{ }");
        workspace.PublishStandIn("Hello", "-o", workspace["Hello"]);
        Assert.Equal(["a.json 644", "bootstrap 755"], FunctionPublishTests.Entries(workspace["Hello/lambda.zip"]));
    }

    private static string Resources(string text) => $"""
        <root>
          <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
          <resheader name="version"><value>2.0</value></resheader>
          <resheader name="reader"><value>System.Resources.ResXResourceReader, System.Windows.Forms</value></resheader>
          <resheader name="writer"><value>System.Resources.ResXResourceWriter, System.Windows.Forms</value></resheader>
          <data name="Greeting" xml:space="preserve"><value>{text}</value></data>
        </root>
        """;

    /// <summary>A package with a native library, as SkiaSharp and SQLite have.</summary>
    private static void WriteNativePackage(Workspace workspace)
    {
        string feed = Directory.CreateDirectory(workspace["feed"]).FullName;
        using (ZipArchive archive = ZipFile.Open(Path.Combine(feed, "Stand.In.Native.1.0.0.nupkg"), ZipArchiveMode.Create))
        {
            StandInPacks.Add(archive, "Stand.In.Native.nuspec", """
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
                  <metadata><id>Stand.In.Native</id><version>1.0.0</version><authors>stand-in</authors><description>A stand-in for tests.</description></metadata>
                </package>
                """);
            StandInPacks.Add(archive, "lib/netstandard2.0/_._", "");
            using Stream library = archive.CreateEntry("runtimes/linux-x64/native/libstandin.so").Open();
            library.Write(Tests.ElfBuilder.Library("libc.so.6").Build());
        }
        workspace.Write("nuget.config", workspace.Read("nuget.config").Replace("<packageSources>", $"<packageSources><add key=\"native\" value=\"{feed}\" />"));
    }
}

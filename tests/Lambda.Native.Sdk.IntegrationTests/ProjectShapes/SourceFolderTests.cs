namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>Where the sources of a function lie.</summary>
public sealed class SourceFolderTests
{
    [Fact]
    public void Sources_and_contents_may_lie_outside_the_project_and_names_be_of_any_letters()
    {
        using var workspace = new Workspace();
        const string folder = "Zwölf Affen; 100% ä/src/功能 λ";
        workspace.WriteFunction(folder, properties: "<EnableDefaultCompileItems>false</EnableDefaultCompileItems>", items: """
            <ItemGroup>
              <Compile Include="../../common code/**/*.cs" />
              <Content Include="../../Größen/*.json" Link="größen/%(Filename)%(Extension)" CopyToPublishDirectory="PreserveNewest" />
              <None Include="daten/ü ö.txt" CopyToPublishDirectory="PreserveNewest" />
            </ItemGroup>
            """);
        Directory.CreateDirectory(workspace["Zwölf Affen; 100% ä/common code/deep"]);
        File.Move(workspace[folder + "/Function.cs"], workspace["Zwölf Affen; 100% ä/common code/deep/Function.cs"]);
        workspace.Write("Zwölf Affen; 100% ä/Größen/äß.json", "{}");
        workspace.Write(folder + "/daten/ü ö.txt", "");
        workspace.PublishStandIn(folder);
        Assert.Equal(["bootstrap 755", "daten/ü ö.txt 644", "größen/äß.json 644"], FunctionPublishTests.Entries(workspace[folder + "/bin/Release/net9.0/linux-x64/publish/lambda.zip"]));
    }
}

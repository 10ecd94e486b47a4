using System.Security.Cryptography;
using System.Text.Json;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What a publish says of its package to scripts.</summary>
public sealed class ManifestTests
{
    private const string Output = "Hello/bin/Release/net9.0/linux-x64/publish/";

    [Fact]
    public void File_and_item_say_what_was_published()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: "<ItemGroup><Content Include=\"*.json\" CopyToPublishDirectory=\"Always\" /></ItemGroup>");
        workspace.Write("Hello/Function.cs", """
            internal static class Orders
            {
                [Lambda.Native.LambdaFunction] internal static string Place(string text) => text;
                [Lambda.Native.LambdaFunction("Ship.It")] internal static string Ship(string text) => text;
            }
            """);
        workspace.Write(".git/HEAD", "ref: refs/heads/main\n");
        workspace.Write(".git/config", "[core]\n\trepositoryformatversion = 0\n");
        workspace.Write(".git/refs/heads/main", new string('c', 40) + "\n");
        Directory.CreateDirectory(workspace[".git/objects"]);

        DotnetResult result = workspace.PublishStandIn("Hello", "-getItem:LambdaPackage", "-getProperty:LambdaCompressionLevel");
        byte[] zip = File.ReadAllBytes(workspace[Output + "lambda.zip"]);
        JsonElement manifest = JsonDocument.Parse(workspace.Read(Output + "lambda.publish.json")).RootElement;
        Assert.Equal(["Place", "Ship.It"], manifest.GetProperty("functions").EnumerateArray().Select(f => f.GetProperty("handler").GetString()));
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(zip)), manifest.GetProperty("package").GetProperty("codeSha256").GetString());
        Assert.Equal(new string('c', 40), manifest.GetProperty("commit").GetString());
        Assert.Equal(TestEnvironment.Version, manifest.GetProperty("versions").GetProperty("lambdaNative").GetString());
        Assert.StartsWith("9.0.", manifest.GetProperty("versions").GetProperty("ilCompiler").GetString());

        JsonElement item = JsonDocument.Parse(result.Output).RootElement.GetProperty("Items").GetProperty("LambdaPackage")[0];
        Assert.Equal(workspace[Output + "lambda.zip"], item.GetProperty("Identity").GetString());
        Assert.Equal(workspace[Output + "lambda.publish.json"], item.GetProperty("Manifest").GetString());
        Assert.Equal("Place;Ship.It", item.GetProperty("Functions").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zip)), item.GetProperty("Sha256").GetString());

        Assert.Superset(new HashSet<string> { "lambda.publish.json", "lambda.package.inputs", "Hello.csproj" }, result.LoggedFiles.ToHashSet());

        // The second time too, when nothing is made anew; and the commit alone changes no byte of the package.
        workspace.Write(".git/refs/heads/main", new string('d', 40) + "\n");
        result = workspace.PublishStandIn("Hello", "-getItem:LambdaPackage");
        Assert.False(result.Ran("_LambdaCreatePackage", "CreatePackage"));
        Assert.Contains(new string('d', 40), workspace.Read(Output + "lambda.publish.json"));
        Assert.Equal(zip, File.ReadAllBytes(workspace[Output + "lambda.zip"]));
        Assert.Contains("\"Place;Ship.It\"", result.Output);
    }

    [Fact]
    public void Warnings_are_in_it()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(items: "<ItemGroup><Content Include=\"a.so\" CopyToPublishDirectory=\"Always\" /></ItemGroup>");
        File.WriteAllBytes(workspace["Hello/a.so"], new Tests.ElfBuilder { Machine = Tests.ElfBuilder.Arm64 }.Build());
        workspace.PublishStandIn("Hello", "-p:LambdaBinaryChecks=warning");
        JsonElement warning = JsonDocument.Parse(workspace.Read(Output + "lambda.publish.json")).RootElement.GetProperty("warnings")[0];
        Assert.Equal("LN2025", warning.GetProperty("code").GetString());
        Assert.Contains("a.so", warning.GetProperty("message").GetString());
    }

    [Fact]
    public void It_goes_where_the_package_goes()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.PublishStandIn("Hello");
        string project = workspace.Read("Hello/Hello.csproj");
        workspace.Write("Hello/Hello.csproj", project.Replace("</Project>", "<ItemGroup><Content Include=\"nothere\" CopyToPublishDirectory=\"Always\" /></ItemGroup></Project>"));
        workspace.PublishStandInFails("Hello");
        Assert.False(File.Exists(workspace[Output + "lambda.publish.json"]));

        workspace.Write("Hello/Hello.csproj", project);
        workspace.PublishStandIn("Hello");
        workspace.Dotnet("Hello", "clean");
        Assert.DoesNotContain(FunctionPublishTests.Files(workspace["Hello"]), file => file.EndsWith("lambda.publish.json", StringComparison.Ordinal));
    }
}

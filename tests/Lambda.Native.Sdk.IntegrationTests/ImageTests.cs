using System.Text.Json;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>LambdaPackageType=Image with a real registry and stand-in tools: what is in the image, where it comes from and where it goes.</summary>
public sealed class ImageTests : IDisposable
{
    private const string Output = "Hello/bin/Release/net9.0/linux-x64/publish/";

    private readonly Workspace _workspace = new();
    private readonly List<LocalRegistry> _registries = [];

    public void Dispose()
    {
        _workspace.Dispose();
        foreach (LocalRegistry registry in _registries)
            registry.Dispose();
    }

    private LocalRegistry Start()
    {
        _registries.Add(new LocalRegistry());
        return _registries[^1];
    }

    private void WriteImage(Workspace workspace, string baseImage, string properties = "", string items = "")
    {
        workspace.WriteFunction(properties: $"<LambdaPackageType>Image</LambdaPackageType><ContainerBaseImage>{baseImage}</ContainerBaseImage>{properties}", items: items);
        workspace.Write("Hello/Function.cs", """
            internal static class Orders
            {
                [Lambda.Native.LambdaFunction] internal static string Place(string text) => text;
                [Lambda.Native.LambdaFunction] internal static string Ship(string text) => text;
            }
            """);
    }

    private UnpackedImage Unpack(string archive) => new(_workspace[archive], _workspace[Guid.NewGuid().ToString("N")]);

    [FactWithProgram("docker-registry")]
    public void The_package_lies_over_the_base_and_everything_else_is_the_bases()
    {
        LocalRegistry registry = Start();
        WriteImage(_workspace, BaseImage.Push(registry, "amd64", "arm64"), items: """
            <ItemGroup>
              <Content Include="data/**" CopyToPublishDirectory="Always" />
              <ContainerEnvironmentVariable Include="STAGE" Value="test" />
            </ItemGroup>
            """);
        string longName = new string('n', 120) + "ü.txt";
        _workspace.Write("Hello/data/" + longName, "1");
        _workspace.Write("Hello/data/run", "#!/bin/sh\n");
        DotnetResult result = _workspace.PublishStandIn("Hello", "-getItem:LambdaPackage");

        UnpackedImage image = Unpack(Output + "lambda.tar");
        Assert.Equal(
            ["var/runtime/ 755 0:0", "var/runtime/bootstrap 755 0:0", "var/task/ 755 0:0", "var/task/data/ 755 0:0", $"var/task/data/{longName} 644 0:0", "var/task/data/run 755 0:0"],
            image.NewEntries());
        Assert.Equal(("amd64", "linux"), (image.Configuration.GetProperty("architecture").GetString(), image.Configuration.GetProperty("os").GetString()));
        Assert.Equal(["/lambda-entrypoint.sh"], image.Setting("Entrypoint"));
        Assert.Equal(["Place"], image.Setting("Cmd"));
        Assert.Equal(["PATH=/usr/bin:/bin", "LAMBDA_TASK_ROOT=/var/task", "LD_LIBRARY_PATH=/var/task:/var/task/lib:/opt/lib", "STAGE=test"], image.Setting("Env"));
        Assert.Equal("/var/task", image.Configuration.GetProperty("config").GetProperty("WorkingDir").GetString());
        Assert.False(image.Configuration.GetProperty("config").TryGetProperty("User", out _));
        // The two forms of the archive speak of the same image.
        Assert.Equal(image.Layers.Select(digest => "blobs/" + digest.Replace(':', '/')), image.DockerManifest.GetProperty("Layers").EnumerateArray().Select(l => l.GetString()));
        Assert.Equal("hello:latest", image.DockerManifest.GetProperty("RepoTags")[0].GetString());

        JsonElement item = JsonDocument.Parse(result.Output).RootElement.GetProperty("Items").GetProperty("LambdaPackage")[0];
        Assert.Equal((_workspace[Output + "lambda.tar"], "Image", ""), (item.GetProperty("Identity").GetString(), item.GetProperty("PackageType").GetString(), item.GetProperty("CodeSha256").GetString()));
        JsonElement manifest = JsonDocument.Parse(_workspace.Read(Output + "lambda.publish.json")).RootElement;
        Assert.Equal(item.GetProperty("ImageDigest").GetString(), manifest.GetProperty("package").GetProperty("imageDigest").GetString());
        Assert.False(File.Exists(_workspace[Output + "lambda.zip"]));

        // The base is here now: no network, and the same bytes.
        byte[] first = File.ReadAllBytes(_workspace[Output + "lambda.tar"]);
        registry.Dispose();
        _registries.Clear();
        Assert.False(_workspace.PublishStandIn("Hello").Ran("_LambdaCreateImage", "CreateImage"));
        File.Delete(_workspace[Output + "lambda.tar"]);
        Assert.True(_workspace.PublishStandIn("Hello").Ran("_LambdaCreateImage", "CreateImage"));
        Assert.Equal(first, File.ReadAllBytes(_workspace[Output + "lambda.tar"]));

        DotnetResult refused = _workspace.PublishStandInFails("Hello", "-p:LambdaBaseImagePull=always");
        Assert.Equal(["LN3030"], refused.ErrorCodes);
        _workspace.Dotnet("Hello", "clean");
        Assert.DoesNotContain(FunctionPublishTests.Files(_workspace["Hello"]), file => file.EndsWith(".tar", StringComparison.Ordinal));
    }

    [FactWithProgram("docker-registry")]
    public void Each_architecture_has_an_image_of_its_own()
    {
        LocalRegistry registry = Start();
        using var workspace = new Workspace(standInPacks: true);
        WriteImage(workspace, BaseImage.Push(registry, "amd64", "arm64"), "<LambdaArchitectures>x86_64;arm64</LambdaArchitectures>");
        workspace.Dotnet("Hello", ["publish", .. StandInToolchain.LldArguments, "-o", workspace["out"]]);
        foreach ((string folder, string architecture) in new[] { ("x86_64", "amd64"), ("arm64", "arm64") })
        {
            var image = new UnpackedImage(workspace[$"out/{folder}/lambda.tar"], workspace["image-" + folder]);
            Assert.Equal(architecture, image.Configuration.GetProperty("architecture").GetString());
            Assert.Contains("var/runtime/bootstrap 755 0:0", image.NewEntries());
        }
        DotnetResult pushed = workspace.DotnetFails("Hello", ["publish", .. StandInToolchain.LldArguments, "-t:PublishContainer", $"-p:ContainerRegistry={registry.Address}"]);
        Assert.Equal(["LN3035"], pushed.ErrorCodes);
    }

    [FactWithProgram("docker-registry")]
    public void PublishContainer_pushes_it_where_a_registry_is_named()
    {
        LocalRegistry registry = Start();
        WriteImage(_workspace, BaseImage.Push(registry, "amd64"), items: "<ItemGroup><ContainerDefaultArgs Include=\"Ship\" /></ItemGroup>");
        Assert.Equal(["LN3034"], _workspace.PublishStandInFails("Hello", "-t:PublishContainer").ErrorCodes);
        Assert.Equal(["LN3033"], _workspace.PublishStandInFails("Hello", "-t:PublishContainer", "-p:LambdaPackageType=Zip").ErrorCodes);

        _workspace.PublishStandIn("Hello", "-t:PublishContainer", $"-p:ContainerRegistry={registry.Address}", "-p:ContainerRepository=orders/ship", "-p:ContainerImageTag=v1");
        (JsonElement manifest, JsonElement configuration) = registry.Pull("orders/ship", "v1");
        UnpackedImage image = Unpack(Output + "lambda.tar");
        JsonElement settings = configuration.GetProperty("config");
        Assert.Equal(["/lambda-entrypoint.sh"], settings.GetProperty("Entrypoint").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(["Ship"], settings.GetProperty("Cmd").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("/var/task", settings.GetProperty("WorkingDir").GetString());
        Assert.Equal("amd64", configuration.GetProperty("architecture").GetString());
        string[] layers = [.. manifest.GetProperty("layers").EnumerateArray().Select(UnpackedImage.Digest)];
        Assert.Equal(image.Layers, layers[..^1]);
        Assert.All(image.Layers, layer => Assert.Equal(layer, LocalRegistry.Digest(registry.Blob("orders/ship", layer))));

        // Nobody listens at the discard port.
        DotnetResult refused = _workspace.PublishStandInFails("Hello", "-t:PublishContainer", "-p:ContainerRegistry=localhost:9");
        Assert.Equal(["LN3032"], refused.ErrorCodes);
    }

    [FactWithProgram("docker-registry")]
    public void What_is_no_base_for_it_is_refused_in_one_line()
    {
        LocalRegistry registry = Start();
        string arm64 = BaseImage.Push(registry, "arm64");
        WriteImage(_workspace, arm64);
        foreach (string image in new[] { arm64, arm64 + "-none", $"{registry.Address}/no/such", "localhost:9/lambda/provided:al2023" })
        {
            DotnetResult result = _workspace.PublishStandInFails("Hello", $"-p:ContainerBaseImage={image}");
            Assert.Equal(["LN3030"], result.ErrorCodes);
            Assert.Contains(image, result.Output);
            Assert.DoesNotContain("   at ", result.Output);
        }
        Assert.Equal(["LN3010"], _workspace.PublishStandInFails("Hello", "-p:LambdaBaseImagePull=never").ErrorCodes);
        Assert.Equal(["LN3010"], _workspace.PublishStandInFails("Hello", "-p:LambdaPackageType=Jar").ErrorCodes);
    }
}

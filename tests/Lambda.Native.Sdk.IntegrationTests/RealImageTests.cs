using System.Diagnostics;
using System.Net;
using Lambda.Native.Emulator;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The image of the template's function, compiled for real, started from its own root by its own entry point.</summary>
[Collection(nameof(RealPublish))]
public sealed class RealImageTests(RealPublish publish)
{
    [FactWithRegistryAndRoot]
    public async Task Runs_in_a_root_made_of_its_layers_as_its_configuration_says()
    {
        UnpackedImage image;
        using (var registry = new LocalRegistry())
            image = publish.PublishImage(BaseImage.Push(registry, "amd64"));
        string root = image.UnpackRoot(publish.NewFolder());
        string folder = image.Configuration.GetProperty("config").GetProperty("WorkingDir").GetString()!;

        await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(30) });
        var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "--root", root, "--wd", folder, .. image.Setting("Entrypoint"), .. image.Setting("Cmd")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (string variable in image.Setting("Env"))
            start.Environment[variable.Split('=')[0]] = variable[(variable.IndexOf('=') + 1)..];
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = emulator.RuntimeApi;
        using Process function = Process.Start(start)!;
        using var http = new HttpClient();
        try
        {
            Task<HttpResponseMessage> invocation = http.PostAsync(emulator.InvokeUrl, new ByteArrayContent(publish.Event));
            // Without a function nobody would answer.
            if (await Task.WhenAny(invocation, function.WaitForExitAsync()) != invocation)
                Assert.Fail(await function.StandardOutput.ReadToEndAsync() + await function.StandardError.ReadToEndAsync());
            using HttpResponseMessage answer = await invocation;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("{\"message\":\"Hello, World\"}", await answer.Content.ReadAsStringAsync());
            Assert.Equal(root + folder, new DirectoryInfo($"/proc/{function.Id}/cwd").ResolveLinkTarget(returnFinalTarget: false)!.FullName);
            Assert.Equal(root + "/var/runtime/bootstrap", new FileInfo($"/proc/{function.Id}/exe").ResolveLinkTarget(returnFinalTarget: false)!.FullName);
        }
        finally
        {
            function.Kill();
        }
    }
}

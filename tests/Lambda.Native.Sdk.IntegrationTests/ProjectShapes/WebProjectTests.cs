using Lambda.Native.Testing;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>An ASP.NET Core minimal API: this SDK layered on Microsoft.NET.Sdk.Web, with static web assets of its own and of a library.</summary>
public sealed class WebProjectTests
{
    private const string Publish = "Web/bin/Release/net9.0/linux-x64/publish";

    private static readonly string[] s_staticWebAssets =
    [
        "wwwroot/_content/Widgets/widget.js", "wwwroot/_content/Widgets/widget.js.br", "wwwroot/_content/Widgets/widget.js.gz",
        "wwwroot/css/site.css", "wwwroot/css/site.css.br", "wwwroot/css/site.css.gz",
    ];

    // For real: what of ASP.NET Core survives the native compiler is not to be believed of a stand-in.
    [Fact]
    public async Task A_minimal_API_answers_its_routes_and_its_static_files()
    {
        using Workspace workspace = Make();
        DotnetResult result = workspace.Dotnet("Web", "publish");
        Assert.Empty(result.WarningCodes);
        await using LambdaTestFunction function = await LambdaTest.StartPackageAsync(workspace[Publish + "/lambda.zip"]);
        async Task<string> Get(string path) => (await function.InvokeAsync($"\"{path}\"")).EnsureSuccess().Text;
        Assert.Equal("200 text/plain; charset=utf-8 Hello, World", await Get("/hello/World"));
        Assert.Equal("200 text/css body { color: red }", await Get("/css/site.css"));
        Assert.Equal("200 text/javascript widget()", await Get("/_content/Widgets/widget.js"));
        Assert.Equal("404  ", await Get("/nothing"));
    }

    [Fact]
    public void What_is_published_is_packed_and_nothing_else_and_not_again_without_a_change()
    {
        using Workspace workspace = Make();
        workspace.PublishStandIn("Web");
        string[] expected = ["Web.staticwebassets.endpoints.json 644", "appsettings.json 644", "bootstrap 755", .. s_staticWebAssets.Select(file => file + " 644")];
        Assert.Equal(expected, FunctionPublishTests.Entries(workspace[Publish + "/lambda.zip"]));
        Assert.Equal(expected.Select(e => e[..^4]), FunctionPublishTests.Files(workspace[Publish]).Where(file => file is not ("lambda.zip" or "lambda.publish.json")));
        Assert.False(workspace.PublishStandIn("Web").Ran("_LambdaCreatePackage", "CreatePackage"));

        File.Delete(workspace["Web/wwwroot/css/site.css"]);
        workspace.PublishStandIn("Web");
        Assert.DoesNotContain(FunctionPublishTests.Entries(workspace[Publish + "/lambda.zip"]), entry => entry.Contains("site.css"));
    }

    [Fact]
    public void Another_clone_gives_the_same_package_whatever_the_times_of_its_files()
    {
        byte[] Package(DateTime time)
        {
            using Workspace workspace = Make();
            foreach (string file in Directory.GetFiles(workspace.Root, "*", SearchOption.AllDirectories))
                File.SetLastWriteTimeUtc(file, time);
            workspace.PublishStandIn("Web");
            return File.ReadAllBytes(workspace[Publish + "/lambda.zip"]);
        }

        Assert.Equal(Package(new DateTime(2020, 1, 1)), Package(new DateTime(2024, 2, 29)));
    }

    /// <summary>A server that hands events to ASP.NET Core as requests, as hosting packages for Lambda do, in the least of code.</summary>
    private static Workspace Make()
    {
        var workspace = new Workspace();
        workspace.Write("Web/Web.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk.Web;Lambda.Native.Sdk/{TestEnvironment.Version}">
              <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Widgets/Widgets.csproj" /></ItemGroup>
            </Project>
            """);
        workspace.Write("Web/appsettings.json", "{ \"Logging\": { \"LogLevel\": { \"Default\": \"Warning\" } } }");
        workspace.Write("Web/Properties/launchSettings.json", "{}");
        workspace.Write("Web/wwwroot/css/site.css", "body { color: red }");
        workspace.Write("Web/Program.cs", """
            using Lambda.Native;
            using Microsoft.AspNetCore.Hosting.Server;
            using Microsoft.AspNetCore.Http.Features;

            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
            var server = new EventServer();
            builder.Services.AddSingleton<IServer>(server);
            WebApplication app = builder.Build();
            app.MapStaticAssets();
            app.MapGet("/hello/{name}", (string name) => $"Hello, {name}");
            await app.StartAsync();

            LambdaRuntime.RunRaw(async (e, answer, context) =>
            {
                byte[] response = await server.GetAsync(System.Text.Encoding.UTF8.GetString(e.Span).Trim('"'));
                response.CopyTo(answer.GetMemory(response.Length));
                answer.Advance(response.Length);
            });

            internal sealed class EventServer : IServer
            {
                public IFeatureCollection Features { get; } = new FeatureCollection();

                public Func<string, Task<byte[]>> GetAsync { get; private set; } = null!;

                public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
                {
                    GetAsync = async path =>
                    {
                        var body = new MemoryStream();
                        var response = new HttpResponseFeature();
                        var features = new FeatureCollection();
                        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", Path = path });
                        features.Set<IHttpResponseFeature>(response);
                        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
                        TContext context = application.CreateContext(features);
                        await application.ProcessRequestAsync(context);
                        application.DisposeContext(context, null);
                        return [.. System.Text.Encoding.UTF8.GetBytes($"{response.StatusCode} {response.Headers.ContentType} "), .. body.ToArray()];
                    };
                    return Task.CompletedTask;
                }

                public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

                public void Dispose() { }
            }
            """);
        workspace.Write("Widgets/Widgets.csproj", """
            <Project Sdk="Microsoft.NET.Sdk.Razor">
              <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
              <ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>
            </Project>
            """);
        workspace.Write("Widgets/wwwroot/widget.js", "widget()");
        return workspace;
    }
}

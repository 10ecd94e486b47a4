using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lambda.Native.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>What real functions link: the AWS SDK, HttpClient, TLS, ILogger, with the SDK's start-up defaults.</summary>
public sealed class RealLibrariesTests
{
    private const string Code = """
        using System.Text;
        using System.Buffers;
        using Amazon.DynamoDBv2;
        using Lambda.Native;
        using Lambda.Native.Logging;
        using Microsoft.Extensions.Logging;

        ILogger logger = LoggerFactory.Create(logging => logging.AddLambda()).CreateLogger("Libraries");
        LambdaConsole.Redirect();
        LambdaRuntime.RunRaw(async (lambdaEvent, answer, context) =>
        {
            string[] urls = Encoding.UTF8.GetString(lambdaEvent.Span).Trim('"').Split('|');
            using var dynamo = new AmazonDynamoDBClient("key", "secret", new AmazonDynamoDBConfig { ServiceURL = urls[0], AuthenticationRegion = "us-east-1" });
            var tables = await dynamo.ListTablesAsync(context.CancellationToken);
            using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
            string text = tables.TableNames[0] + " and " + await http.GetStringAsync(urls[1] + "/tls");
            logger.LogInformation("read {Text}", text);
            Console.WriteLine("written to the console");
            answer.Write(Encoding.UTF8.GetBytes(text));
        });
        """;

    [Fact]
    public async Task The_AWS_SDK_HttpClient_TLS_and_loggers_work_with_the_defaults()
    {
        await using WebApplication server = await StartServerAsync();
        string[] urls = [.. server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        using var function = new RealFunction(Code, $"""
            <ItemGroup>
              <PackageReference Include="AWSSDK.DynamoDBv2" Version="4.0.103.2" />
              <PackageReference Include="Lambda.Native.Logging" Version="{TestEnvironment.Version}" />
            </ItemGroup>
            """);
        await using LambdaTestFunction running = await LambdaTest.StartPackageAsync(function.Package, new LambdaTestOptions { Environment = new Dictionary<string, string> { ["HOME"] = "/tmp" } });
        string lambdaEvent = $"\"{urls.Single(u => u.StartsWith("http:", StringComparison.Ordinal))}|{urls.Single(u => u.StartsWith("https:", StringComparison.Ordinal))}\"";
        for (int i = 0; i < 2; i++)
        {
            LambdaTestResult result = await running.InvokeAsync(lambdaEvent);
            Assert.Equal("stored and encrypted", result.EnsureSuccess().Text);
            Assert.Contains($"\t{result.RequestId}\tINFO\tLibraries: read stored and encrypted\n", result.Log);
            Assert.Contains($"\t{result.RequestId}\tINFO\twritten to the console\n", result.Log);
        }
    }

    private static async Task<WebApplication> StartServerAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        WebApplication server = builder.Build();
        server.MapPost("/", () => Results.Text("{\"TableNames\":[\"stored\"]}", "application/x-amz-json-1.0"));
        server.MapGet("/tls", () => "encrypted");
        await server.StartAsync();
        return server;
    }
}

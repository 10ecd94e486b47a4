using System.Diagnostics;
using Lambda.Native.Emulator;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The generator as it comes with the packages: at work in a function's project, quiet elsewhere.</summary>
public sealed class GeneratorTests
{
    private const string Filter = """
        [assembly: Lambda.Native.LambdaFilter<Wrapping>]

        public sealed class Wrapping : Lambda.Native.ILambdaFilter
        {
            public async System.Threading.Tasks.ValueTask InvokeAsync(Lambda.Native.LambdaInvocation invocation, Lambda.Native.LambdaNext next)
            {
                await next(invocation);
                invocation.Answer = System.Text.Encoding.UTF8.GetBytes($"[{System.Text.Encoding.UTF8.GetString(invocation.Answer.Span)}]");
            }
        }
        """;

    [Fact]
    public async Task A_filter_named_by_an_attribute_runs_under_the_JIT()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/Wrapping.cs", Filter);
        workspace.Dotnet("Hello", "build");
        await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(30) });
        var start = new ProcessStartInfo("dotnet", ["exec", "--roll-forward", "Major", workspace["Hello/bin/Debug/net9.0/Hello.dll"]]);
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = emulator.RuntimeApi;
        using Process function = Process.Start(start)!;
        try
        {
            using var http = new HttpClient();
            using HttpResponseMessage answer = await http.PostAsync(emulator.InvokeUrl, new StringContent("17"));
            Assert.Equal("[17]", await answer.Content.ReadAsStringAsync());
        }
        finally
        {
            function.Kill();
        }
    }

    [Fact]
    public void A_filter_of_a_library_is_a_warning()
    {
        using var workspace = new Workspace();
        workspace.Write("Shared/Shared.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Lambda.Native.Runtime" Version="{TestEnvironment.Version}" /></ItemGroup>
            </Project>
            """);
        workspace.Write("Shared/Wrapping.cs", Filter);
        Assert.Equal(["LN4002"], workspace.Dotnet("Shared", "build").WarningCodes);
    }
}

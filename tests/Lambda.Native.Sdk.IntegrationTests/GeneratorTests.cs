using Lambda.Native.Testing;

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
        await using LambdaTestFunction function = await LambdaTest.StartAsync(workspace["Hello/bin/Debug/net9.0/Hello.dll"]);
        Assert.Equal("[17]", (await function.InvokeAsync("17")).EnsureSuccess().Text);
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

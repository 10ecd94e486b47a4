namespace Lambda.Native.Sdk.IntegrationTests;

public sealed class TemplateTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public TemplateTests() =>
        _workspace.Dotnet("", "new", "install", Path.Combine(TestEnvironment.Packages, $"Lambda.Native.Templates.{TestEnvironment.Version}.nupkg"), "--debug:custom-hive", _workspace["hive"]);

    public void Dispose() => _workspace.Dispose();

    private void New(params string[] arguments) =>
        _workspace.Dotnet("", ["new", "lambda-native", "--debug:custom-hive", _workspace["hive"], .. arguments]);

    [Fact]
    public void Creates_a_project_a_handler_and_an_event_and_nothing_else()
    {
        New("-o", "Hello", "--no-restore");
        Assert.Equal(["Function.cs", "Hello.csproj", "event.json"], FunctionPublishTests.Files(_workspace["Hello"]));
        string project = _workspace.Read("Hello/Hello.csproj");
        Assert.Contains("<TargetFramework>net10.0</TargetFramework>", project);
        Assert.Contains("<LambdaArchitectures>x86_64</LambdaArchitectures>", project);
        Assert.Contains($"Sdk=\"Lambda.Native.Sdk/{TestEnvironment.Version}\"", project);
    }

    [Fact]
    public void Creates_a_solution_with_tests_that_pass_and_a_function_to_publish()
    {
        New("-n", "Hello", "--tests", "--framework", "net9.0");
        Assert.Equal(
            ["Hello.Tests/FunctionTests.cs", "Hello.Tests/Hello.Tests.csproj", "Hello.slnx", "Hello/Function.cs", "Hello/Hello.csproj", "Hello/event.json"],
            FunctionPublishTests.Files(_workspace["Hello"]).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)));
        DotnetResult tested = _workspace.Dotnet("Hello", "test");
        Assert.Contains("Passed:     2", tested.Output);
        Assert.Empty(tested.WarningCodes);
        _workspace.PublishStandIn("Hello");
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(_workspace["Hello/Hello/bin/Release/net9.0/linux-x64/publish"]));
    }

    [Theory]
    [InlineData("net9.0", "arm64")]
    [InlineData("net8.0", "x86_64")]
    public void Takes_framework_and_architecture(string framework, string architecture)
    {
        New("-o", "Hello", "--framework", framework, "--architecture", architecture, "--no-restore");
        string project = _workspace.Read("Hello/Hello.csproj");
        Assert.Contains($"<TargetFramework>{framework}</TargetFramework>", project);
        Assert.Contains($"<LambdaArchitectures>{architecture}</LambdaArchitectures>", project);
    }

    [Fact]
    public void Refuses_a_framework_that_the_SDK_does_not_know() =>
        Assert.Contains("net6.0", _workspace.DotnetFails("", "new", "lambda-native", "--debug:custom-hive", _workspace["hive"], "-o", "Hello", "--framework", "net6.0").Output);
}

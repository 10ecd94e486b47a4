namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary><c>dotnet run</c> in a function's folder, with the packed packages.</summary>
public sealed class LocalRunTests
{
    [Fact]
    public void Run_starts_the_function_in_the_emulator()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(
            properties: "<LambdaTimeout>60</LambdaTimeout><LambdaFunctionName>greeter</LambdaFunctionName><LambdaMemorySize>256</LambdaMemorySize>",
            items: "<ItemGroup><LambdaEnvironment Include=\"GREETING\" Value=\"Hello; &quot;you&quot;\" /></ItemGroup>");
        workspace.Write("Hello/Function.cs", """
            using Lambda.Native;
            using System.Text;

            LambdaRuntime.RunRaw(static (e, answer, context) =>
            {
                byte[] text = Encoding.UTF8.GetBytes($"{Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")}, {Environment.GetEnvironmentVariable("GREETING")}, {Encoding.UTF8.GetString(e)}");
                text.CopyTo(answer.GetSpan(text.Length));
                answer.Advance(text.Length);
            });
            """);
        workspace.Write("Hello/event.json", "{\"a\":1}");
        string output = workspace.Dotnet("Hello", "run", "--", "invoke", "event.json").Output;
        Assert.Contains("greeter, Hello; \"you\", {\"a\":1}\n", output.ReplaceLineEndings("\n"));
        Assert.Contains("\tMemory Size: 256 MB\t", output);
    }

    [Fact]
    public void A_package_that_was_not_published_cannot_be_run()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Write("Hello/event.json", "{}");
        DotnetResult result = workspace.DotnetFails("Hello", "run", "--", "--aot", "invoke", "event.json");
        Assert.Contains("run `dotnet publish` first", result.Output);
    }
}

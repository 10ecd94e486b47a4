using System.Diagnostics;
using System.Net.Http;
using Lambda.Native.Emulator.Tests;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary><c>dotnet run</c> and F5 in a function's folder, with the packed packages.</summary>
public sealed class LocalRunTests
{
    [Fact]
    public void Run_starts_the_function_in_the_emulator()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(
            properties: "<LambdaTimeout>60</LambdaTimeout><LambdaFunctionName>greeter</LambdaFunctionName><LambdaMemorySize>256</LambdaMemorySize><LambdaRunOptions>--freeze --env \"PLACE=the desk\"</LambdaRunOptions>",
            items: "<ItemGroup><LambdaEnvironment Include=\"GREETING\" Value=\"Hello; &quot;you&quot;\" /></ItemGroup>");
        workspace.Write("Hello/Function.cs", """
            using Lambda.Native;
            using System.Text;

            LambdaRuntime.RunRaw(static (e, answer, context) =>
            {
                byte[] text = Encoding.UTF8.GetBytes($"{Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")}, {Environment.GetEnvironmentVariable("GREETING")} at {Environment.GetEnvironmentVariable("PLACE")}, {Encoding.UTF8.GetString(e)}");
                text.CopyTo(answer.GetSpan(text.Length));
                answer.Advance(text.Length);
            });
            """);
        workspace.Write("Hello/event.json", "{\"a\":1}");
        string output = workspace.Dotnet("Hello", "run", "--", "invoke", "event.json").Output;
        Assert.Contains("greeter, Hello; \"you\" at the desk, {\"a\":1}\n", output.ReplaceLineEndings("\n"));
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

    [Fact]
    public async Task A_function_that_a_debugger_starts_has_a_Lambda_and_takes_it_along_when_it_ends()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(
            properties: "<LambdaFunctionName>greeter</LambdaFunctionName><LambdaTimeout>1</LambdaTimeout>",
            items: "<ItemGroup><LambdaEnvironment Include=\"GREETING\" Value=\"Hello; &quot;you&quot;\" /></ItemGroup>");
        workspace.Write("Hello/Function.cs", """
            using Lambda.Native;
            using System.Text;

            string name = $"{Environment.GetEnvironmentVariable("GREETING")} from {Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME")}";
            LambdaRuntime.RunRaw((e, answer, context) => Function.Greet(name, e, answer));

            internal static class Function
            {
                internal static void Greet(string name, ReadOnlySpan<byte> lambdaEvent, System.Buffers.IBufferWriter<byte> answer)
                {
                    byte[] text = Encoding.UTF8.GetBytes($"{name}: {Encoding.UTF8.GetString(lambdaEvent)}");
                    text.CopyTo(answer.GetSpan(text.Length));
                    answer.Advance(text.Length);
                }
            }
            """);
        workspace.Dotnet("Hello", "build");
        string assembly = Assert.Single(Directory.GetFiles(workspace["Hello/bin"], "Hello.dll", SearchOption.AllDirectories));
        (ManagedDebugger debugger, Process function) = await DebuggerLaunch.StartAsync(workspace.Command("Hello", "exec", "--roll-forward", "Major", assembly), "Greet");
        using (debugger)
        using (function)
        {
            string address = await ReadAddressAsync(function);
            using var http = new HttpClient();
            Task<string> answer = PostAsync(http, address);
            await debugger.Reached;
            debugger.Continue();
            Assert.Equal("Hello; \"you\" from greeter: {\"a\":1}", await answer);
            function.Kill();
            // The emulator writes there, too: that it comes to its end is that the emulator has.
            Assert.Contains("\nEND RequestId: ", "\n" + await function.StandardOutput.ReadToEndAsync());
        }
    }

    [Fact]
    public void What_a_debugger_needs_is_only_beside_a_build_for_debugging()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction();
        workspace.Dotnet("Hello", "build", "-c", "Release");
        string configuration = Assert.Single(Directory.GetFiles(workspace["Hello/bin"], "Hello.runtimeconfig.json", SearchOption.AllDirectories));
        Assert.DoesNotContain("Lambda.Native.Emulator", File.ReadAllText(configuration));
        workspace.PublishStandIn("Hello", "-c", "Debug");
        string compiler = Assert.Single(Directory.GetFiles(workspace["Hello/obj"], "*.ilc.rsp", SearchOption.AllDirectories));
        Assert.DoesNotContain("Lambda.Native.Emulator", File.ReadAllText(compiler));
    }

    [Fact]
    public async Task Watch_starts_the_function_anew_when_its_source_changes()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(properties: "<LambdaTimeout>60</LambdaTimeout>");
        workspace.Write("Hello/Function.cs", Answering("one"));
        ProcessStartInfo start = workspace.Command("Hello", "watch", "--non-interactive", "run");
        start.RedirectStandardError = true;
        using Process watch = Process.Start(start)!;
        try
        {
            using var http = new HttpClient();
            Assert.Equal("one", await PostAsync(http, await ReadAddressAsync(watch)));
            // Only from then on does it notice a change.
            await ReadLineAsync(watch.StandardError, "Waiting for changes");
            workspace.Write("Hello/Function.cs", Answering("two"));
            Assert.Equal("two", await PostAsync(http, await ReadAddressAsync(watch)));
        }
        finally
        {
            watch.Kill(entireProcessTree: true);
            await watch.WaitForExitAsync();
        }

        static string Answering(string word) => $$"""
            using Lambda.Native;

            LambdaRuntime.RunRaw(static (e, answer, context) =>
            {
                "{{word}}"u8.CopyTo(answer.GetSpan(3));
                answer.Advance(3);
            });
            """;
    }

    /// <summary>Where the function is invoked that is about to be started.</summary>
    private static async Task<string> ReadAddressAsync(Process run) => (await ReadLineAsync(run.StandardOutput, "  Invoke ")).Split(' ')[^1];

    private static async Task<string> ReadLineAsync(StreamReader output, string words)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.Contains(words))
                return line;
        }
        throw new EndOfStreamException($"It ended before it said '{words}'.");
    }

    private static async Task<string> PostAsync(HttpClient http, string address)
    {
        using HttpResponseMessage response = await http.PostAsync(address, new StringContent("{\"a\":1}"));
        return await response.Content.ReadAsStringAsync();
    }
}

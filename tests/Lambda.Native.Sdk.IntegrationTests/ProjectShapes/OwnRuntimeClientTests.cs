using Lambda.Native.Testing;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>A project that speaks to the Runtime API by itself: this SDK links, names and packs it, and adds nothing to it.</summary>
public sealed class OwnRuntimeClientTests
{
    // Every tool of the link is to find what lies here.
    private static readonly string s_folder = $"Zwölf Affen, {new string('ä', 100)}/{new string('b', 200)}/功能 λ";

    [Fact]
    public async Task It_is_linked_and_packed_from_a_long_path_with_letters_of_every_kind_and_answers()
    {
        using var workspace = new Workspace();
        workspace.WriteFunction(s_folder, properties: "<LambdaRuntimeLibrary>false</LambdaRuntimeLibrary><AssemblyName>bootstrap</AssemblyName>");
        workspace.Write(s_folder + "/Function.cs", """
            using System.Net.Sockets;
            using System.Text;

            string[] api = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!.Split(':');
            string next = Exchange("GET", "next", "");
            string id = Header(next, "Lambda-Runtime-Aws-Request-Id: ");
            Exchange("POST", id + "/response", "\"own client\"");

            string Exchange(string method, string path, string body)
            {
                using var client = new TcpClient(api[0], int.Parse(api[1]));
                using NetworkStream stream = client.GetStream();
                stream.Write(Encoding.ASCII.GetBytes($"{method} /2018-06-01/runtime/invocation/{path} HTTP/1.1\r\nHost: {api[0]}:{api[1]}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
                return new StreamReader(stream).ReadToEnd();
            }

            static string Header(string message, string name)
            {
                int start = message.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
                return message[start..message.IndexOf('\r', start)];
            }
            """);
        DotnetResult result = workspace.Dotnet(s_folder, "publish");
        Assert.Empty(result.WarningCodes);
        string publish = s_folder + "/bin/Release/net9.0/linux-x64/publish";
        Assert.Equal(["bootstrap", "lambda.publish.json", "lambda.zip"], FunctionPublishTests.Files(workspace[publish]));
        Assert.DoesNotContain("Lambda.Native", workspace.Read(s_folder + "/obj/project.assets.json").Replace("Lambda.Native.Sdk", ""));

        await using LambdaTestFunction function = await LambdaTest.StartPackageAsync(workspace[publish + "/lambda.zip"]);
        LambdaTestResult answer = await function.InvokeAsync("{}");
        Assert.Equal("\"own client\"", answer.EnsureSuccess().Text);
        // With exit code 0.
        Assert.Contains("Runtime exited without providing a reason", answer.Log);
    }
}

using System.Diagnostics;
using System.Text;

namespace Lambda.Native.Emulator.Tests;

/// <summary>AWS's own clients, unchanged but for the endpoint.</summary>
public sealed class AwsClientTests(SharedEmulator shared) : IClassFixture<SharedEmulator>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emulator tests ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactWithAwsCli]
    public async Task The_CLI_invokes_and_gets_answer_and_log()
    {
        string answer = Path.Combine(_folder, "answer.json");
        string log = await CliAsync("\"log\"", "--log-type", "Tail", "--query", "LogResult", answer);
        Assert.Equal("1", File.ReadAllText(answer));
        Assert.Contains("\nout\nerr\nEND RequestId", Encoding.UTF8.GetString(Convert.FromBase64String(log.Trim())));
    }

    [FactWithAwsCli]
    public async Task The_CLI_leaves_an_event_and_sees_an_error()
    {
        string answer = Path.Combine(_folder, "answer.json");
        Assert.Equal("202", (await CliAsync("\"log\"", "--invocation-type", "Event", "--query", "StatusCode", answer)).Trim());
        Assert.Equal("Unhandled", (await CliAsync("\"fail\"", "--query", "FunctionError", answer)).Trim());
        Assert.Equal("{\"errorType\":\"Oops\"}", File.ReadAllText(answer));
        Assert.Contains("(InvalidRequestContentException)", await CliAsync("no JSON", answer));
    }

    [FactWithAwsCli]
    public async Task The_SDK_for_Python_reads_a_stream_of_events()
    {
        string script = Path.Combine(_folder, "stream.py");
        File.WriteAllText(script, $"""
            import botocore.session
            client = botocore.session.get_session().create_client("lambda", endpoint_url="{shared.Running.Emulator.Address}", region_name="us-east-1")
            for event in client.invoke_with_response_stream(FunctionName="hello", Payload=b'"stream fails"')["EventStream"]:
                print(event)
            """);
        string output = await RunAsync(FactWithAwsCliAttribute.Python!, script);
        Assert.Equal("""
            {'PayloadChunk': {'Payload': b'one,'}}
            {'InvokeComplete': {'ErrorCode': 'Function.Half', 'ErrorDetails': '{"errorType":"Function.Half"}'}}

            """.ReplaceLineEndings("\n"), output);
    }

    private Task<string> CliAsync(string payload, params string[] arguments)
    {
        string file = Path.Combine(_folder, "event.json");
        File.WriteAllText(file, payload);
        return RunAsync("aws", ["lambda", "invoke", "--endpoint-url", shared.Running.Emulator.Address.ToString(), "--function-name", "hello", "--output", "text", "--payload", $"fileb://{file}", .. arguments]);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in new[] { ("AWS_ACCESS_KEY_ID", "any"), ("AWS_SECRET_ACCESS_KEY", "any"), ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_EC2_METADATA_DISABLED", "true") })
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }
}

/// <summary>A test that needs the AWS CLI, version 1, whose Python has botocore.</summary>
internal sealed class FactWithAwsCliAttribute : FactAttribute
{
    private static readonly string? s_version = Output("aws", "--version");

    internal static string? Python { get; } = Array.Find(["python3", "/usr/bin/python3"], python => Output(python, "-c", "import botocore") is not null);

    public FactWithAwsCliAttribute()
    {
        if (s_version is null)
            Skip = "The AWS CLI (Debian: awscli) is not installed on this machine.";
        else if (Python is null)
            Skip = "No Python on this machine has botocore.";
    }

    /// <summary>Null when it cannot be run or fails.</summary>
    private static string? Output(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

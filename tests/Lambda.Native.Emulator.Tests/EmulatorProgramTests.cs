using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Lambda.Native.Emulator.Tests.Extensions;

namespace Lambda.Native.Emulator.Tests;

/// <summary>The emulator as a program, as <c>dotnet run</c> starts it.</summary>
public sealed class EmulatorProgramTests : IDisposable
{
    private static readonly string s_function = Path.Combine(AppContext.BaseDirectory, "Lambda.Native.Emulator.TestFunction.dll");

    private readonly string _folder = Directory.CreateTempSubdirectory("emulator tests ").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Sends_events_and_prints_the_answers_alone()
    {
        File.WriteAllText(Path.Combine(_folder, "2.json"), "\"second\"");
        File.WriteAllText(Path.Combine(_folder, "1.json"), "\"first\"");
        File.WriteAllText(Path.Combine(_folder, "3.txt"), "none");
        (int code, string output, string log) = await RunAsync("--assembly", s_function, "--timeout", "60", "invoke", _folder);
        Assert.Equal((0, "\"first\"\n\"second\"\n"), (code, output));
        Assert.Equal(2, log.Split('\n').Count(line => line.StartsWith("REPORT RequestId: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Sends_samples_by_name_after_the_events()
    {
        File.WriteAllText(Path.Combine(_folder, "event.json"), "\"first\"");
        (int code, string output, _) = await RunAsync("--assembly", s_function, "--timeout", "60", "invoke", "--sample", "sqs", Path.Combine(_folder, "event.json"), "--sample", "s3-put");
        Assert.Equal(0, code);
        Assert.Equal("\"first\"\n" + Text("sqs-standard") + "\n" + Text("s3-put") + "\n", output);
        static string Text(string sample) => Encoding.UTF8.GetString(EventSamples.Find(sample)!.Json.Span);
    }

    [Theory]
    [InlineData("There is no sample 'nothing'. There are: alb-request, ", "invoke", "--sample", "nothing")]
    [InlineData("--sample goes with invoke.", "--sample", "sqs")]
    public async Task Says_which_samples_there_are(string message, params string[] arguments)
    {
        (int code, string output, string errors) = await RunAsync([.. arguments, "--assembly", s_function]);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(message, Assert.Single(errors.TrimEnd('\n').Split('\n')));
    }

    // The function gives its event back, which only some fronts take for an answer.
    [Theory]
    [InlineData("url", 200)]
    [InlineData("http-1.0", 500)]
    [InlineData("rest", 502)]
    [InlineData("none", null)]
    public async Task The_HTTP_address_is_the_front_that_was_asked_for(string front, int? status)
    {
        using Process emulator = Start("--assembly", s_function, "--port", "0", "--front-port", "0", "--timeout", "60", "--front", front);
        string? address = null;
        while (await emulator.StandardOutput.ReadLineAsync() is { } line && line != "Ctrl+C ends it.")
            address = line.StartsWith("  HTTP ", StringComparison.Ordinal) ? line : address;
        Assert.Equal(status is null, address is null);
        if (address is not null)
        {
            Assert.True(FrontKinds.TryParse(front, out FrontKind kind));
            Assert.EndsWith($"({kind.Describe()}; --front changes it)", address);
            using var http = new HttpClient();
            using HttpResponseMessage answer = await http.GetAsync(address.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
            Assert.Equal(status, (int)answer.StatusCode);
        }
        emulator.Kill();
        await emulator.WaitForExitAsync();
    }

    [Fact]
    public async Task Several_events_at_a_time_go_to_one_process_as_on_Managed_Instances()
    {
        File.WriteAllText(Path.Combine(_folder, "event.json"), "\"environment\"");
        (int code, string output, _) = await RunAsync("--assembly", s_function, "--timeout", "60", "--max-concurrency", "4", "invoke", Path.Combine(_folder, "event.json"));
        Assert.Equal(0, code);
        Dictionary<string, string> variables = JsonSerializer.Deserialize<Dictionary<string, string>>(output)!;
        Assert.Equal(("4", "lambda-managed-instances"), (variables["AWS_LAMBDA_MAX_CONCURRENCY"], variables["AWS_LAMBDA_INITIALIZATION_TYPE"]));
    }

    [Fact]
    public async Task A_failed_function_is_an_exit_code()
    {
        File.WriteAllText(Path.Combine(_folder, "event.json"), "\"fail\"");
        (int code, string output, _) = await RunAsync("--assembly", s_function, "--timeout", "60", "invoke", Path.Combine(_folder, "event.json"));
        Assert.Equal((1, "{\"errorType\":\"Oops\"}\n"), (code, output));
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("")]
    public async Task What_is_not_JSON_does_not_reach_the_function(string text)
    {
        string file = Path.Combine(_folder, "event.json");
        File.WriteAllText(file, text);
        (int code, string output, string errors) = await RunAsync("--assembly", s_function, "--timeout", "60", "invoke", file);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"{file} is no event: ", Assert.Single(errors.TrimEnd('\n').Split('\n')));
    }

    [Fact]
    public async Task Variables_come_from_files_and_the_command_line()
    {
        File.WriteAllText(Path.Combine(_folder, ".env"), "# of the project\nA=project\nexport B=\"project's\"\nC=project\n");
        File.WriteAllText(Path.Combine(_folder, "more.env"), "A=file\n");
        File.WriteAllText(Path.Combine(_folder, "event.json"), "\"environment\"");
        (int code, string output, _) = await RunAsync("--project-folder", _folder, "--env-file", Path.Combine(_folder, "more.env"), "--env", "C=line", "--name", "greeter", "--memory", "512", "--log-level", "debug",
            "--assembly", s_function, "--timeout", "60", "invoke", Path.Combine(_folder, "event.json"));
        Assert.Equal(0, code);
        Dictionary<string, string> variables = JsonSerializer.Deserialize<Dictionary<string, string>>(output)!;
        Assert.Equal(("file", "project's", "line"), (variables["A"], variables["B"], variables["C"]));
        Assert.Equal(("greeter", "greeter", "512", "DEBUG"), (variables["AWS_LAMBDA_FUNCTION_NAME"], variables["_HANDLER"], variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], variables["AWS_LAMBDA_LOG_LEVEL"]));
    }

    [Theory]
    [InlineData("'--nonsense' is nothing this program knows.", "--nonsense")]
    [InlineData("--port wants a number from 0 to 65535, and not 'x'.", "--port", "x")]
    [InlineData("--port wants a value.", "--port")]
    [InlineData("--timeout wants a number of seconds, and not '0'.", "--timeout", "0")]
    [InlineData("--log-format wants text or json, and not 'xml'.", "--log-format", "xml")]
    [InlineData("--front wants http, http-1.0, url, rest, alb, alb-multi or none, and not 'ftp'.", "--front", "ftp")]
    [InlineData("--max-concurrency wants a number from 1 to 1600, and not '0'.", "--max-concurrency", "0")]
    [InlineData("--retries wants a number from 0 to 2, and not '3'.", "--retries", "3")]
    [InlineData("--on-failure wants a folder.", "--on-failure", "")]
    [InlineData("--retry-wait wants a number of seconds, and not 'soon'.", "--retry-wait", "soon")]
    [InlineData("--env wants NAME=VALUE: 'A'.", "--env", "A")]
    [InlineData("--bind wants an IP address, and 'everywhere' is none.", "--bind", "everywhere")]
    [InlineData("--layer goes with a function that the emulator starts, not with --attach.", "--attach", "--layer", "x")]
    [InlineData("--snap-start goes with one event at a time, not with --max-concurrency.", "--snap-start", "--max-concurrency", "2")]
    [InlineData("The layer /nowhere cannot be unpacked: Could not find file '/nowhere'.", "--layer", "/nowhere")]
    [InlineData("invoke wants an event: a file, a folder or - for standard input.", "invoke")]
    [InlineData("There is no function to start: run `dotnet run` in its project, or name a package by --package.")]
    [InlineData("/nowhere/f.dll does not exist: build the project first.", "--assembly", "/nowhere/f.dll")]
    public async Task Says_in_one_line_what_makes_no_sense(string message, params string[] arguments)
    {
        TextWriter errors = Console.Error;
        var written = new StringWriter();
        Console.SetError(written);
        try
        {
            Assert.Equal(2, await EmulatorProgram.RunAsync(arguments));
        }
        finally
        {
            Console.SetError(errors);
        }
        Assert.Equal(message + Environment.NewLine, written.ToString());
    }

    [Fact]
    public async Task A_package_runs_from_a_folder_it_cannot_change_with_the_environment_of_Lambda()
    {
        string package = Path.Combine(_folder, "out", RuntimeIdentifier, "publish", "lambda.zip");
        WritePackage(package, ("bootstrap", $"#!/bin/sh\n[ -n \"$HOME\" ] && exit 9\nls -ld . bootstrap >&2\nexec \"{RunningEmulator.Find("dotnet")}\" exec \"{s_function}\"\n"), ("lib/data.txt", "data"));
        File.WriteAllText(Path.Combine(_folder, "event.json"), "\"environment\"");
        (int code, string output, string log) = await RunAsync("--aot", "--output-folder", Path.Combine(_folder, "out"), "--timeout", "60", "invoke", Path.Combine(_folder, "event.json"));
        Assert.Equal(0, code);
        Dictionary<string, string> variables = JsonSerializer.Deserialize<Dictionary<string, string>>(output)!;
        Assert.Equal(":UTC", variables["TZ"]);
        Assert.Contains("\ndr-x------", "\n" + log);
        Assert.Contains("\n-r-xr-xr-x", log);
        Assert.False(Directory.Exists(variables["LAMBDA_TASK_ROOT"]));
    }

    [Fact]
    public async Task Layers_are_what_Lambda_has_in_opt()
    {
        using var layer = new TestLayer(TestLayer.Name);
        Directory.CreateDirectory(Path.Combine(layer.Folder, "bin"));
        File.WriteAllText(Path.Combine(layer.Folder, "bin", "tool"), "first");
        string second = Path.Combine(_folder, "layer.zip");
        WritePackage(second, ("bin/tool", "second"));
        File.WriteAllText(Path.Combine(_folder, "event.json"), "\"environment\"");
        (int code, string output, string log) = await RunAsync("--assembly", s_function, "--layer", layer.Folder, "--layer", second, "--env", "EXTENSION_MODE=show the tool", "--timeout", "60", "invoke", Path.Combine(_folder, "event.json"));
        Assert.Equal(0, code);
        Assert.Contains("\nthe tool: second\n", "\n" + log);
        Assert.Contains($"EXTENSION\tName: {TestLayer.Name}\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n", log);
        Assert.EndsWith("\tINFO\tShutdown  Spindown\n", log);
        string opt = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(output)!["PATH"].Split(':')[^1];
        Assert.Matches("/lambda-opt-[^/]*/bin$", opt);
        Assert.False(Directory.Exists(opt));
    }

    [Fact]
    public async Task A_package_without_a_bootstrap_fails_as_on_Lambda()
    {
        string package = Path.Combine(_folder, "lambda.zip");
        WritePackage(package, ("readme.txt", "no bootstrap"));
        (int code, string output, _) = await InvokePackageAsync(package);
        Assert.Equal(1, code);
        Assert.Contains("\"errorType\":\"Runtime.InvalidEntrypoint\"", output);
        Assert.Contains("find valid bootstrap(s): [/var/task/bootstrap]", output);
    }

    [Fact]
    public async Task A_package_for_another_architecture_fails_as_on_Lambda()
    {
        string package = Path.Combine(_folder, "lambda.zip");
        WritePackage(package, ("bootstrap", Encoding.Latin1.GetString(Elf(machine: (byte)(RuntimeIdentifier == "linux-arm64" ? 62 : 183)))));
        (int code, string output, string log) = await InvokePackageAsync(package);
        Assert.Equal(1, code);
        Assert.Matches("^{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error: fork/exec /var/task/bootstrap: exec format error\"}\n$", output);
        Assert.Contains("\nRuntime.InvalidEntrypoint\n", log);
    }

    [Fact]
    public async Task A_bootstrap_that_is_not_executable_fails_as_on_Lambda()
    {
        string package = Path.Combine(_folder, "lambda.zip");
        WritePackage(package, 0x81A4, ("bootstrap", "#!/bin/sh\n"));
        (int code, string output, _) = await InvokePackageAsync(package);
        Assert.Equal(1, code);
        Assert.Contains("\"errorType\":\"Runtime.InvalidEntrypoint\"", output);
        Assert.Contains("fork/exec /var/task/bootstrap: permission denied", output);
    }

    [Fact]
    public async Task What_is_no_package_is_said_in_one_line()
    {
        string package = Path.Combine(_folder, "lambda.zip");
        File.WriteAllText(package, "no zip");
        (int code, _, string errors) = await RunAsync("--package", package);
        Assert.Equal(2, code);
        Assert.StartsWith($"The package {package} cannot be unpacked: ", Assert.Single(errors.TrimEnd('\n').Split('\n')));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task The_function_ends_with_the_emulator_however_that_ends(string signal)
    {
        using Process emulator = Start("--assembly", s_function, "--port", "0", "--timeout", "60");
        string? line;
        do
        {
            line = await emulator.StandardOutput.ReadLineAsync();
        }
        while (line is not null && !line.Contains("  Invoke "));
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.PostAsync(line!.Split(' ')[^1], new StringContent("\"process\""));
        int function = int.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
        using (Process kill = Process.Start("kill", [$"-{signal}", emulator.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await emulator.WaitForExitAsync();
        while (Directory.Exists($"/proc/{function}") && !File.ReadAllText($"/proc/{function}/stat").Contains(") Z "))
            await Task.Yield();
    }

    private static string RuntimeIdentifier => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    private Task<(int Code, string Output, string Log)> InvokePackageAsync(string package)
    {
        File.WriteAllText(Path.Combine(_folder, "event.json"), "1");
        return RunAsync("--package", package, "invoke", Path.Combine(_folder, "event.json"));
    }

    /// <summary>The header of a 64-bit executable for a machine, as https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html has it, and nothing after it.</summary>
    private static byte[] Elf(byte machine)
    {
        byte[] header = new byte[64];
        ((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(header);
        (header[16], header[18], header[20], header[52], header[54]) = (2, machine, 1, 64, 56);
        return header;
    }

    private static void WritePackage(string path, params (string Name, string Content)[] files) => WritePackage(path, 0x81ED, files);

    private static void WritePackage(string path, int bootstrapMode, params (string Name, string Content)[] files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, string content) in files)
        {
            ZipArchiveEntry entry = zip.CreateEntry(name);
            entry.ExternalAttributes = (name == "bootstrap" ? bootstrapMode : 0x81A4) << 16;
            using var writer = new StreamWriter(entry.Open(), Encoding.Latin1);
            writer.Write(content);
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(RunningEmulator.Find("dotnet"),
        ["exec", "--roll-forward", "Major", Path.Combine(AppContext.BaseDirectory, "Lambda.Native.Emulator.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int Code, string Output, string Log)> RunAsync(params string[] arguments)
    {
        using Process emulator = Start(arguments);
        Task<string> log = emulator.StandardError.ReadToEndAsync();
        string output = await emulator.StandardOutput.ReadToEndAsync();
        await emulator.WaitForExitAsync();
        return (emulator.ExitCode, output, await log);
    }
}

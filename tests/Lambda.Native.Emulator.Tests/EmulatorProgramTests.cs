using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

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
    public async Task A_failed_function_is_an_exit_code()
    {
        File.WriteAllText(Path.Combine(_folder, "event.json"), "\"fail\"");
        (int code, string output, _) = await RunAsync("--assembly", s_function, "--timeout", "60", "invoke", Path.Combine(_folder, "event.json"));
        Assert.Equal((1, "{\"errorType\":\"Oops\"}\n"), (code, output));
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
        Dictionary<string, string> variables = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(output)!;
        Assert.Equal(("file", "project's", "line"), (variables["A"], variables["B"], variables["C"]));
        Assert.Equal(("greeter", "greeter", "512", "DEBUG"), (variables["AWS_LAMBDA_FUNCTION_NAME"], variables["_HANDLER"], variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], variables["AWS_LAMBDA_LOG_LEVEL"]));
    }

    [Theory]
    [InlineData("'--nonsense' is nothing this program knows.", "--nonsense")]
    [InlineData("--port wants a number from 0 to 65535, and not 'x'.", "--port", "x")]
    [InlineData("--port wants a value.", "--port")]
    [InlineData("--timeout wants a number of seconds, and not '0'.", "--timeout", "0")]
    [InlineData("--log-format wants text or json, and not 'xml'.", "--log-format", "xml")]
    [InlineData("--retries wants a number from 0 to 2, and not '3'.", "--retries", "3")]
    [InlineData("--retry-wait wants a number of seconds, and not 'soon'.", "--retry-wait", "soon")]
    [InlineData("--env wants NAME=VALUE: 'A'.", "--env", "A")]
    [InlineData("--bind wants an IP address, and 'everywhere' is none.", "--bind", "everywhere")]
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
        Dictionary<string, string> variables = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(output)!;
        Assert.Equal(":UTC", variables["TZ"]);
        Assert.Contains("\ndr-x------", "\n" + log);
        Assert.Contains("\n-r-xr-xr-x", log);
        Assert.False(Directory.Exists(variables["LAMBDA_TASK_ROOT"]));
    }

    [Fact]
    public async Task A_package_without_a_bootstrap_fails_as_on_Lambda()
    {
        string package = Path.Combine(_folder, "lambda.zip");
        WritePackage(package, ("readme.txt", "no bootstrap"));
        File.WriteAllText(Path.Combine(_folder, "event.json"), "1");
        (int code, string output, _) = await RunAsync("--package", package, "invoke", Path.Combine(_folder, "event.json"));
        Assert.Equal(1, code);
        Assert.Contains("\"errorType\":\"Runtime.InvalidEntrypoint\"", output);
        Assert.Contains("find valid bootstrap(s): [/var/task/bootstrap]", output);
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

    private static void WritePackage(string path, params (string Name, string Content)[] files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, string content) in files)
        {
            ZipArchiveEntry entry = zip.CreateEntry(name);
            entry.ExternalAttributes = (name == "bootstrap" ? 0x81ED : 0x81A4) << 16;
            using var writer = new StreamWriter(entry.Open());
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

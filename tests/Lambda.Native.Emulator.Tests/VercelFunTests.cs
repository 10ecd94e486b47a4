using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Lambda.Native.Tests;

namespace Lambda.Native.Emulator.Tests;

/// <summary>The same package with the same events before this emulator and before @vercel/fun, which knows nothing of this repository.</summary>
public sealed class VercelFunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emulator-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactWithVercelFun]
    public async Task Answers_errors_and_what_comes_after_an_exit_are_the_same()
    {
        const string exits = "\"exit 3\"";
        string[] events = ["\"hello\"", "{\"a\":[1,2.50,null,true],\"ö\":\"\\u00e4\\n😀\"}", "[]", "\"fail\"", "1e3", exits, "\"again\""];
        string package = WritePackage();
        Invoked[] theirs = [.. VercelFun.InvokeEach(package, events).Select(line => JsonSerializer.Deserialize<Invoked>(line)!)];
        Invoked[] ours = await InvokeEachAsync(package, events);
        Assert.Equal(events.Length, theirs.Length);
        for (int i = 0; i < events.Length; i++)
        {
            Assert.True(theirs[i].FunctionError is null == ours[i].FunctionError is null, $"{theirs[i]} {ours[i]}");
            if (events[i] == exits)
                // Their words for it are the service's of years ago; the id at their beginning is each one's own.
                Assert.All([theirs[i], ours[i]], invoked => Assert.Matches("^RequestId: [0-9a-f-]{36} ", JsonDocument.Parse(invoked.Payload).RootElement.GetProperty("errorMessage").GetString()));
            else
                Assert.Equal(theirs[i].Payload, ours[i].Payload);
        }
    }

    [FactWithVercelFun]
    public async Task A_process_that_ends_before_its_first_event_is_an_error()
    {
        string package = WritePackage("exit-at-once");
        foreach (Invoked invoked in (Invoked[])[JsonSerializer.Deserialize<Invoked>(VercelFun.InvokeEach(package, "1").Single())!, .. await InvokeEachAsync(package, "1")])
        {
            Assert.Equal("Unhandled", invoked.FunctionError);
            Assert.Matches("^RequestId: [0-9a-f-]{36} ", JsonDocument.Parse(invoked.Payload).RootElement.GetProperty("errorMessage").GetString());
        }
    }

    [FactWithVercelFun]
    public async Task An_error_of_the_initialisation_is_the_answer()
    {
        string package = WritePackage("init-error");
        Invoked theirs = JsonSerializer.Deserialize<Invoked>(VercelFun.InvokeEach(package, "1").Single())!;
        Assert.Equal([theirs], await InvokeEachAsync(package, "1"));
    }

    private string WritePackage(string argument = "")
    {
        string path = Path.Combine(_folder, "lambda.zip");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        ZipArchiveEntry entry = zip.CreateEntry("bootstrap");
        entry.ExternalAttributes = 0x81ED << 16;
        using var writer = new StreamWriter(entry.Open());
        writer.Write($"#!/bin/sh\nexec \"{RunningEmulator.Find("dotnet")}\" exec \"{Path.Combine(AppContext.BaseDirectory, "Lambda.Native.Emulator.TestFunction.dll")}\" {argument}\n");
        return path;
    }

    private static async Task<Invoked[]> InvokeEachAsync(string package, params string[] events)
    {
        using var unpacked = UnpackedPackage.Create(package);
        await using RunningEmulator running = await RunningEmulator.StartAsync(command: _ => unpacked.Command);
        var invoked = new List<Invoked>();
        foreach (string lambdaEvent in events)
        {
            using HttpResponseMessage answer = await running.Http.PostAsync(running.Emulator.InvokeUrl, new StringContent(lambdaEvent, Encoding.UTF8));
            string? error = answer.Headers.TryGetValues("X-Amz-Function-Error", out IEnumerable<string>? values) ? values.Single() : null;
            invoked.Add(new Invoked(error, await answer.Content.ReadAsStringAsync()));
        }
        return [.. invoked];
    }

    private sealed record Invoked(string? FunctionError, string Payload);
}

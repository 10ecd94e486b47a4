using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lambda.Native.Testing;

namespace Lambda.Native.Sdk.IntegrationTests;

/// <summary>The template's function as Lambda gets it: compiled and linked for real (net9.0, x86_64, this machine's own linker).</summary>
[Collection(nameof(RealPublish))]
public sealed partial class RealPublishTests(RealPublish publish)
{
    private const int MaxPackageLength = 600 << 10;
    private static readonly Version s_glibcOfAmazonLinux2023 = new(2, 34);

    [Fact]
    public void Publishes_without_a_warning_and_within_its_size()
    {
        Assert.Empty(publish.Result.WarningCodes);
        Assert.DoesNotMatch("IL[23][0-9]{3}", publish.Result.Output);
        Assert.InRange(new FileInfo(publish.Package).Length, 1, MaxPackageLength);
        Assert.Equal(["bootstrap 755"], FunctionPublishTests.Entries(publish.Package));
    }

    [Fact]
    public void Needs_no_newer_C_library_than_Amazon_Linux_2023_has()
    {
        string strings = Encoding.Latin1.GetString(File.ReadAllBytes(publish.Bootstrap));
        Version[] needed = [.. GlibcVersion().Matches(strings).Select(match => Version.Parse(match.Groups[1].Value))];
        Assert.NotEmpty(needed);
        Assert.InRange(needed.Max()!, new Version(2, 2), s_glibcOfAmazonLinux2023);
    }

    [Fact]
    public void Holds_nothing_that_it_does_not_use()
    {
        // Types keep their names in a bootstrap, namespaces do not stand beside them.
        string strings = Encoding.Latin1.GetString(File.ReadAllBytes(publish.Bootstrap));
        Assert.All(["InvocationLoop", "LibcConnection"], name => Assert.Contains(name, strings));
        Assert.All(
            [
                "SocketConnection", "SocketPal", "SocketAsyncContext", "HttpConnectionPool", "HttpClientHandler", "ConsolePal", "ConsoleStream", "RegexInterpreter", "LambdaExpression",
                "JsonTypeInfo", "JsonSerializerOptions", "Utf8JsonWriter", "JsonDocument", "JavaScriptEncoder", "TextEncoder", "JsonContext",
                "ResponseStream", "StreamHandler", "FilteredHandler", "InitHook", "ShutdownHook", "SnapshotHook", "PosixSignalRegistration", "DeadlineSource", "CallerIdentity", "InProcessHost", "LambdaExtension", "ExtensionApiClient", "ExtensionEvent", "TelemetrySubscription",
            ],
            name => Assert.DoesNotContain(name, strings));
    }

    [Fact]
    public void Runs_from_its_package_on_the_desk() => Assert.Contains("{\"message\":\"Hello, World\"}", publish.RunPackage());

    [Fact]
    public async Task Answers_the_sample_event_and_lives_on_after_a_bad_one()
    {
        await using LambdaTestFunction function = await LambdaTest.StartPackageAsync(publish.Package);
        for (int i = 0; i < 3; i++)
        {
            LambdaTestResult bad = await function.InvokeAsync("{\"name\":17}");
            Assert.Equal("Function.InvalidEvent", bad.ErrorType);
            Assert.Contains("$.name", bad.ErrorMessage);
            Assert.NotEqual(0, JsonDocument.Parse(bad.Payload).RootElement.GetProperty("stackTrace").GetArrayLength());
            Assert.Equal(i == 0, bad.Timing.InitDuration is not null);
            // One record, on one line, with the request id and the level, between START, END and REPORT.
            string[] log = bad.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(4, log.Length);
            Assert.Matches($@"^\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z\t{bad.RequestId}\tERROR\tFunction\.InvalidEvent", log[1]);

            LambdaTestResult good = await function.InvokeAsync(publish.Event);
            Assert.Equal("{\"message\":\"Hello, World\"}", good.EnsureSuccess().Text);
        }
    }

    [Fact]
    public async Task Says_in_one_line_that_there_is_no_Runtime_API()
    {
        using Process function = publish.Start(runtimeApi: null);
        string errors = await function.StandardError.ReadToEndAsync();
        await function.WaitForExitAsync();
        Assert.Equal(1, function.ExitCode);
        Assert.StartsWith("AWS_LAMBDA_RUNTIME_API is not set", errors);
        Assert.Single(errors.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Says_in_one_line_that_the_address_is_none()
    {
        using Process function = publish.Start("not an address");
        string errors = await function.StandardError.ReadToEndAsync();
        await function.WaitForExitAsync();
        Assert.Equal(1, function.ExitCode);
        Assert.Contains("'not an address'", Assert.Single(errors.TrimEnd('\n').Split('\n')));
    }

    [Fact]
    public async Task Ends_when_nobody_listens()
    {
        using Process function = publish.Start("127.0.0.1:1");
        string output = await function.StandardOutput.ReadToEndAsync();
        await function.WaitForExitAsync();
        Assert.Equal(1, function.ExitCode);
        Assert.Contains("\tFATAL\t", output);
    }

    [Fact]
    public void Gives_the_same_bytes_when_published_anew()
    {
        byte[] first = File.ReadAllBytes(publish.Package);
        Assert.Equal(first, publish.PublishAnew());
    }

    [GeneratedRegex(@"GLIBC_(2\.[0-9]+)")]
    private static partial Regex GlibcVersion();
}

using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Lambda.Native.Emulator;

// Unpacks lambda.zip into an empty folder, as Lambda does, starts its bootstrap against the local Runtime API and sends it every event of a folder.
const int Starts = 20;
if (args is not [var package, var eventFolder, var taskRoot])
{
    Console.Error.WriteLine("usage: DemoRunner lambda.zip EVENTS EMPTY-FOLDER");
    return 2;
}

Unpack(package, taskRoot);
string bootstrap = Path.Combine(taskRoot, "bootstrap");
await using LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions());
using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };

int failures = 0;
using (Process function = Start(bootstrap, emulator.RuntimeApi))
{
    foreach (string path in Directory.GetFiles(eventFolder, "*.json").Order(StringComparer.Ordinal))
    {
        using HttpResponseMessage answer = await http.PostAsync(emulator.InvokeUrl, new ByteArrayContent(await File.ReadAllBytesAsync(path)));
        bool failed = !answer.IsSuccessStatusCode || answer.Headers.Contains("X-Amz-Function-Error");
        failures += failed ? 1 : 0;
        Console.WriteLine($"  {Path.GetFileName(path)} -> {(failed ? "FAILED " : "")}{Unescaped(await answer.Content.ReadAsStringAsync())}");
    }
    Stop(function);
}

var times = new List<double>();
for (int i = 0; i < Starts; i++)
{
    emulator.ForgetRuntime();
    long before = Stopwatch.GetTimestamp();
    using Process function = Start(bootstrap, emulator.RuntimeApi);
    times.Add(Stopwatch.GetElapsedTime(before, await emulator.FirstNext.WaitAsync(TimeSpan.FromSeconds(10))).TotalMilliseconds);
    Stop(function);
}
times.Sort();

Console.WriteLine($"  lambda.zip  {new FileInfo(package).Length,9:N0} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(package)))}");
Console.WriteLine($"  bootstrap   {new FileInfo(bootstrap).Length,9:N0} bytes");
Console.WriteLine($"  from start to the first /next: {times[Starts / 2]:0.0} ms (median of {Starts}, seen by the local Runtime API, which is slower than the function)");
return failures;

static void Unpack(string package, string folder)
{
    if (Directory.Exists(folder))
        Directory.Delete(folder, recursive: true);
    Directory.CreateDirectory(folder);
    // Keeps the modes that are in the zip: a bootstrap packed without its executable bit would not start here either.
    ZipFile.ExtractToDirectory(package, folder);
}

static Process Start(string bootstrap, string runtimeApi)
{
    var start = new ProcessStartInfo(bootstrap) { WorkingDirectory = Path.GetDirectoryName(bootstrap) };
    start.Environment.Clear();
    start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
    start.Environment["_HANDLER"] = "function";
    start.Environment["TZ"] = ":UTC";
    return Process.Start(start)!;
}

static void Stop(Process function)
{
    function.Kill();
    function.WaitForExit();
}

// The answer is JSON with \u escapes; a terminal shows the characters.
static string Unescaped(string json)
{
    var text = new StringBuilder(json);
    for (int at = json.LastIndexOf("\\u", StringComparison.Ordinal); at >= 0; at = at == 0 ? -1 : json.LastIndexOf("\\u", at - 1, StringComparison.Ordinal))
        text.Remove(at, 6).Insert(at, (char)Convert.ToInt32(json.Substring(at + 2, 4), 16));
    return text.ToString();
}

using System.Collections;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

// A function that behaves badly on demand, with a runtime of its own: what an event says is done to the Runtime API, to the log and to the process.
string api = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!;
using var http = new HttpClient { BaseAddress = new Uri($"http://{api}/2018-06-01/runtime/"), Timeout = Timeout.InfiniteTimeSpan };

switch (args.FirstOrDefault())
{
    case "exit-at-once":
        Console.WriteLine("going");
        return 7;
    case "never-next":
        Thread.Sleep(Timeout.Infinite);
        break;
    case "init-error":
        using (var request = new HttpRequestMessage(HttpMethod.Post, "init/error") { Content = new StringContent("{\"errorMessage\":\"no database\",\"errorType\":\"Function.NoDatabase\"}") })
        {
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", "Function.NoDatabase");
            (await http.SendAsync(request)).Dispose();
        }
        return 1;
    case "extension" or "stubborn extension":
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            Console.WriteLine("asked to end");
            context.Cancel = true;
            if (args[0] == "extension")
                Environment.Exit(0);
        });
        using (var request = new HttpRequestMessage(HttpMethod.Post, $"http://{api}/2020-01-01/extension/register") { Content = new StringContent("{\"events\":[\"INVOKE\"]}") })
        {
            request.Headers.Add("Lambda-Extension-Name", "internal");
            using HttpResponseMessage registered = await http.SendAsync(request);
            Console.WriteLine(await registered.Content.ReadAsStringAsync());
            http.DefaultRequestHeaders.Add("Lambda-Extension-Identifier", Header(registered, "Lambda-Extension-Identifier"));
        }
        // Told to by a file of its name, it does not come to an end.
        string? hold = args.ElementAtOrDefault(1);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                Console.WriteLine(await http.GetStringAsync($"http://{api}/2020-01-01/extension/event/next"));
                while (File.Exists(hold))
                    Thread.Sleep(1);
                Console.WriteLine("extension done");
            }
        });
        break;
    case "first-init-fails" when !File.Exists(args[1]):
        File.WriteAllText(args[1], "");
        return 3;
}
Console.WriteLine("initialised");

while (true)
{
    using HttpResponseMessage next = await http.GetAsync("invocation/next");
    string id = Header(next, "Lambda-Runtime-Aws-Request-Id")!;
    byte[] lambdaEvent = await next.Content.ReadAsByteArrayAsync();
    string word = Encoding.UTF8.GetString(lambdaEvent).Trim('"');
    switch (word)
    {
        case "exit 0":
            Environment.Exit(0);
            break;
        case "exit 3":
            Console.Write("last words");
            Console.Out.Flush();
            Environment.Exit(3);
            break;
        case "crash":
            Process.GetCurrentProcess().Kill();
            break;
        case "hang":
            Console.WriteLine("hanging");
            Thread.Sleep(Timeout.Infinite);
            break;
        case "ignore SIGTERM":
            // Its children, too, outlive everything but SIGKILL.
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
            await AnswerAsync(id, Encoding.UTF8.GetBytes(Environment.ProcessId.ToString()));
            break;
        case "fork":
            using (Process child = Process.Start("sleep", "1000"))
                await AnswerAsync(id, Encoding.UTF8.GetBytes(child.Id.ToString()));
            break;
        case "log":
            Console.WriteLine("out");
            Console.Error.WriteLine("err");
            await AnswerAsync(id, "1"u8.ToArray());
            break;
        case "log 100 MB":
            using (Stream output = Console.OpenStandardOutput())
            {
                byte[] line = [.. Enumerable.Repeat((byte)'x', 999), (byte)'\n'];
                for (int i = 0; i < 100_000; i++)
                    output.Write(line);
            }
            await AnswerAsync(id, "1"u8.ToArray());
            break;
        case "log without end":
            using (Stream output = Console.OpenStandardOutput())
            {
                byte[] piece = [.. Enumerable.Repeat((byte)'x', 1 << 20)];
                output.Write(piece);
            }
            await AnswerAsync(id, "1"u8.ToArray());
            break;
        case "answer twice":
            HttpStatusCode first = await AnswerAsync(id, "\"first\""u8.ToArray());
            Console.WriteLine($"{(int)first} {(int)await AnswerAsync(id, "\"second\""u8.ToArray())}");
            break;
        case "unknown id":
            HttpStatusCode unknown = await AnswerAsync("nobody", "1"u8.ToArray());
            await AnswerAsync(id, Encoding.UTF8.GetBytes($"{(int)unknown}"));
            break;
        case "too large":
            HttpStatusCode large = await AnswerAsync(id, new byte[6_291_557]);
            Console.WriteLine($"large: {(int)large}");
            break;
        case "malformed":
            string reply = await RawAsync("NONSENSE\r\n\r\n", ends: false);
            await AnswerAsync(id, JsonSerializer.SerializeToUtf8Bytes(reply.Split('\r')[0]));
            break;
        case "truncated":
            string status = await RawAsync($"POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: {api}\r\nContent-Length: 100\r\n\r\nshort", ends: true);
            await AnswerAsync(id, JsonSerializer.SerializeToUtf8Bytes(status.Split('\r')[0]));
            break;
        case "mode":
            await AnswerAsync(id, Encoding.UTF8.GetBytes($"{(int)await AnswerAsync(id, "1"u8.ToArray(), ("Lambda-Runtime-Function-Response-Mode", "buffered"))}"));
            break;
        case "next again":
            using (HttpResponseMessage again = await http.GetAsync("invocation/next"))
                await AnswerAsync(id, JsonSerializer.SerializeToUtf8Bytes(Header(again, "Lambda-Runtime-Aws-Request-Id") == id));
            break;
        case "init error late":
            using (HttpResponseMessage late = await http.PostAsync("init/error", new StringContent("{}")))
                await AnswerAsync(id, JsonSerializer.SerializeToUtf8Bytes($"{(int)late.StatusCode} {await late.Content.ReadAsStringAsync()}"));
            break;
        case "fail":
            using (var request = new HttpRequestMessage(HttpMethod.Post, $"invocation/{id}/error") { Content = new StringContent("{\"errorType\":\"Oops\"}", Encoding.UTF8, "application/json") })
            {
                request.Headers.Add("Lambda-Runtime-Function-Error-Type", "Function.Oops");
                (await http.SendAsync(request)).Dispose();
            }
            break;
        case "headers":
            await AnswerAsync(id, JsonSerializer.SerializeToUtf8Bytes(next.Headers.Concat(next.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value))));
            break;
        case "environment":
            await AnswerAsync(id, JsonSerializer.SerializeToUtf8Bytes(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(item => (string)item.Key, item => (string?)item.Value)));
            break;
        case "folder":
            await AnswerAsync(id, JsonSerializer.SerializeToUtf8Bytes(Environment.CurrentDirectory));
            break;
        case "memory":
            byte[] memory = new byte[200 << 20];
            Array.Fill(memory, (byte)1);
            await AnswerAsync(id, "1"u8.ToArray());
            GC.KeepAlive(memory);
            break;
        case "all memory":
            // As much as there is, but not all of the machine's.
            List<byte[]> taken = [];
            while (taken.Count < 100)
            {
                taken.Add(new byte[10 << 20]);
                Array.Fill(taken[^1], (byte)1);
            }
            Thread.Sleep(Timeout.Infinite);
            break;
        case "all memory in a child":
            Process.Start("sh", ["-c", "ulimit -v 1000000; tail /dev/zero"]).WaitForExit();
            break;
        case "process":
            await AnswerAsync(id, Encoding.UTF8.GetBytes(Environment.ProcessId.ToString()));
            break;
        case "meet":
            // Ends only when another process is in here, too.
            string place = Path.Combine(args[1], Environment.ProcessId.ToString());
            File.WriteAllText(place, "");
            while (Directory.GetFiles(args[1]).Length < 2)
                Thread.Sleep(1);
            await AnswerAsync(id, Encoding.UTF8.GetBytes(Environment.ProcessId.ToString()));
            break;
        case "stop":
            Stop.Here();
            await AnswerAsync(id, lambdaEvent);
            break;
        case "stream":
            await StreamAsync(id, null, "one,", "two,", "three");
            break;
        case "stream fails":
            await StreamAsync(id, "{\"errorType\":\"Function.Half\"}", "one,");
            break;
        case "stream breaks":
            using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
                await socket.ConnectAsync(IPEndPoint.Parse(api));
                await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: {api}\r\nLambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n\r\n4\r\none,\r\n"));
            }
            break;
        default:
            await AnswerAsync(id, lambdaEvent);
            break;
    }
}

static string? Header(HttpResponseMessage message, string name) => message.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;

async Task<HttpStatusCode> AnswerAsync(string id, byte[] body, params (string Name, string Value)[] headers)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, $"invocation/{id}/response") { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
    foreach ((string name, string value) in headers)
        request.Headers.Add(name, value);
    using HttpResponseMessage reply = await http.SendAsync(request);
    return reply.StatusCode;
}

async Task StreamAsync(string id, string? error, params string[] pieces)
{
    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    await socket.ConnectAsync(IPEndPoint.Parse(api));
    var text = new StringBuilder($"POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: {api}\r\nConnection: close\r\nContent-Type: text/csv\r\n"
        + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\nTrailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n");
    foreach (string piece in pieces)
        text.Append($"{piece.Length:x}\r\n{piece}\r\n");
    text.Append("0\r\n");
    if (error is not null)
        text.Append($"Lambda-Runtime-Function-Error-Type: Function.Half\r\nLambda-Runtime-Function-Error-Body: {Convert.ToBase64String(Encoding.UTF8.GetBytes(error))}\r\n");
    await socket.SendAsync(Encoding.ASCII.GetBytes(text.Append("\r\n").ToString()));
    while (await socket.ReceiveAsync(new byte[4096]) > 0)
    {
    }
}

// The reply; empty where the server hung up.
async Task<string> RawAsync(string request, bool ends)
{
    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    await socket.ConnectAsync(IPEndPoint.Parse(api));
    await socket.SendAsync(Encoding.ASCII.GetBytes(request));
    if (ends)
        socket.Shutdown(SocketShutdown.Send);
    var reply = new byte[4096];
    try
    {
        return Encoding.ASCII.GetString(reply, 0, await socket.ReceiveAsync(reply));
    }
    catch (SocketException)
    {
        return "";
    }
}

/// <summary>Where a debugger stops.</summary>
internal static class Stop
{
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    internal static void Here()
    {
    }
}

using System.Net.Sockets;
using System.Text;

namespace Lambda.Native.Emulator.Tests;

/// <summary>Bodies that are larger than an endpoint takes: the sender is told, and not listened to any longer.</summary>
public sealed class BodyLimitTests : IAsyncLifetime
{
    private LambdaEmulator _emulator = null!;
    private HttpFront _front = null!;

    public static TheoryData<string> Paths => new(
        "/2015-03-31/functions/function/invocations",
        "/2021-11-15/functions/function/response-streaming-invocations",
        "/page/api/invoke",
        "/2018-06-01/runtime/init/error",
        "/2020-01-01/extension/register",
        "front");

    public async Task InitializeAsync()
    {
        _emulator = await LambdaEmulator.StartAsync(new EmulatorOptions());
        _front = await HttpFront.StartAsync(new FrontOptions(), _emulator);
    }

    public async Task DisposeAsync()
    {
        await _front.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_body_without_end_is_answered_and_cut_off(string path)
    {
        using TcpClient client = await ConnectAsync(path);
        string reply = await SendEndlesslyAsync(client.GetStream(), path);
        AssertRefused(reply);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_length_that_is_too_large_is_refused_before_the_body_comes(string path)
    {
        using TcpClient client = await ConnectAsync(path);
        using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Head(path, "Content-Length: 1000000000000"));
        using var reader = new StreamReader(stream);
        AssertRefused(await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("response")]
    [InlineData("error")]
    public async Task An_answer_without_end_is_the_failure_of_its_invocation(string call)
    {
        await using AttachedRuntime runtime = await AttachedRuntime.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromMinutes(5) });
        Task<HttpResponseMessage> invocation = runtime.InvokeAsync("1");
        string path = $"/2018-06-01/runtime/invocation/{(await runtime.NextAsync()).RequestId}/{call}";
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", runtime.Emulator.Address.Port);
        string reply = await SendEndlesslyAsync(client.GetStream(), path);
        AssertRefused(reply);
        Assert.EndsWith("{\"errorMessage\":\"Exceeded maximum allowed payload size (6291556 bytes).\",\"errorType\":\"RequestEntityTooLarge\"}\n", reply);
        using HttpResponseMessage answer = await invocation;
        Assert.Contains("Function.ResponseSizeTooLarge", await answer.Content.ReadAsStringAsync());

        Task<HttpResponseMessage> next = runtime.InvokeAsync("2");
        await runtime.AnswerAsync(await runtime.NextAsync(), "2");
        (await next).Dispose();
    }

    private static void AssertRefused(string reply)
    {
        Assert.StartsWith("HTTP/1.1 413 ", reply);
        Assert.Contains("\r\nConnection: close\r\n", reply);
    }

    private async Task<TcpClient> ConnectAsync(string path)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", path == "front" ? _front.Address.Port : _emulator.Address.Port);
        return client;
    }

    private static byte[] Head(string path, string length) =>
        Encoding.ASCII.GetBytes($"POST {(path == "front" ? "/" : path)} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nLambda-Extension-Name: x\r\n{length}\r\n\r\n");

    /// <summary>Sends until the emulator hangs up.</summary>
    /// <returns>What it said before.</returns>
    private static async Task<string> SendEndlesslyAsync(NetworkStream stream, string path)
    {
        const long patience = 1L << 30;
        await stream.WriteAsync(Head(path, "Transfer-Encoding: chunked"));
        Task<string> reply = ReadAsync(stream);
        byte[] chunk = [.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8];
        long sent = 0;
        try
        {
            for (; sent < patience; sent += chunk.Length)
                await stream.WriteAsync(chunk);
        }
        catch (IOException)
        {
        }
        Assert.InRange(sent, 0, patience - 1);
        return await reply;
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var said = new MemoryStream();
        try
        {
            await stream.CopyToAsync(said);
        }
        catch (IOException)
        {
            // It hung up while there was still something to read for it.
        }
        return Encoding.ASCII.GetString(said.ToArray());
    }
}

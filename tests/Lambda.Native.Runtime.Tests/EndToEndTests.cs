using System.Net;
using Lambda.Native.Api;
using Lambda.Native.Emulator;
using Lambda.Native.Handlers;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests;

/// <summary>The loop over real connections, against the emulator.</summary>
public sealed class EndToEndTests
{
    [Theory]
    [InlineData(false, "127.0.0.1")]
    [InlineData(false, "localhost")]
    [InlineData(true, "127.0.0.1")]
    public async Task Events_come_and_answers_go(bool sockets, string host)
    {
        if (!sockets && !OperatingSystem.IsLinux())
            return;
        LambdaEmulator emulator = await LambdaEmulator.StartAsync(new EmulatorOptions { Timeout = TimeSpan.FromSeconds(30) });
        Assert.True(RuntimeApiAddress.TryParse($"{host}:{emulator.Address.Port}", out RuntimeApiAddress? address));
        using Connection connection = sockets ? new SocketConnection(address) : new LibcConnection(address);
        var handler = new RawHandlerAdapter((e, answer, context) =>
        {
            if (e.IndexOf("fail"u8) >= 0)
                throw new InvalidOperationException(context.RequestId);
            e.CopyTo(answer.GetSpan(e.Length));
            answer.Advance(e.Length);
        });
        var loop = new InvocationLoop(new RuntimeApiClient(address, connection, _ => { }), handler);
        var worker = new Thread(loop.Run);
        worker.Start();

        using var http = new HttpClient();
        byte[] large = [(byte)'"', .. Enumerable.Repeat((byte)'x', 5_000_000), (byte)'"'];
        foreach (byte[] lambdaEvent in new byte[][] { "{\"a\":1}"u8.ToArray(), large, "\"last\""u8.ToArray() })
        {
            using HttpResponseMessage answer = await http.PostAsync(emulator.InvokeUrl, new ByteArrayContent(lambdaEvent));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("X-Amz-Function-Error"));
            Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
            Assert.Equal(lambdaEvent, await answer.Content.ReadAsByteArrayAsync());
        }
        // Past the endpoint, which has {} for nothing.
        InvocationResult empty = await emulator.Function.InvokeAsync(ReadOnlyMemory<byte>.Empty, InvocationOptions.Default, CancellationToken.None);
        Assert.Null(empty.FunctionError);
        Assert.True(empty.Payload.IsEmpty);
        using HttpResponseMessage failure = await http.PostAsync(emulator.InvokeUrl, new StringContent("\"fail\""));
        Assert.Equal("Unhandled", failure.Headers.GetValues("X-Amz-Function-Error").Single());
        Assert.Contains(failure.Headers.GetValues("X-Amzn-RequestId").Single(), await failure.Content.ReadAsStringAsync());

        // Without a server the loop ends by itself: the waits between its tries are none here.
        await emulator.DisposeAsync();
        worker.Join();
    }
}

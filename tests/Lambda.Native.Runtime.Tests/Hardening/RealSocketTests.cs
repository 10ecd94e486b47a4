using System.Text;
using Lambda.Native.Api;
using Lambda.Native.Handlers;
using Lambda.Native.Loop;
using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests.Hardening;

/// <summary>The loop over the kernel's own sockets, against a server that breaks them.</summary>
public sealed class RealSocketTests : IDisposable
{
    private static readonly string s_large = new('x', 5_000_000);

    private readonly RawServer _server = new();
    private readonly ObservedConnection _connection;
    private readonly InvocationLoop _loop;
    private readonly List<int> _pauses = [];
    private Action _duringHandler = () => { };

    public RealSocketTests()
    {
        Assert.True(RuntimeApiAddress.TryParse(_server.Address, out RuntimeApiAddress? address));
        _connection = new ObservedConnection(Connection.To(address));
        var echo = new RawHandlerAdapter((e, answer, _) =>
        {
            _duringHandler();
            e.CopyTo(answer.GetSpan(e.Length));
            answer.Advance(e.Length);
        });
        _loop = new InvocationLoop(new RuntimeApiClient(address, _connection, _pauses.Add), echo);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task An_event_reset_in_its_middle_is_asked_for_again()
    {
        Task script = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            SendPiece(LoopHarness.Event("\"lost\"")[..^3]);
            _server.Reset();
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event("\"whole\""));
            ExpectAnswer("\"whole\"");
            _server.Send(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        await script;
        Assert.Single(_pauses);
    }

    [Fact]
    public async Task An_answer_refused_before_it_is_read_does_not_hang_the_loop()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Task script = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event($"\"{s_large}\""));
            // The server reads the head and not one byte of the 5 MB behind it, ever; no socket buffer takes them all.
            Assert.True(_server.ReadHead());
            SendPiece("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\n{}");
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event("2"));
            ExpectAnswer("2");
            _server.Send(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        Assert.True(_loop.RunOne());
        await script;
        Assert.Empty(_pauses);
    }

    [Fact]
    public async Task An_answer_whose_reply_is_reset_in_its_middle_is_not_sent_again()
    {
        Task script = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event("1"));
            ExpectAnswer("1");
            SendPiece("HTTP/1.1 20");
            _server.Reset();
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event("2"));
            ExpectAnswer("2");
            _server.Send(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        Assert.True(_loop.RunOne());
        await script;
        Assert.Empty(_pauses);
    }

    [Fact]
    public async Task An_answer_reset_before_any_reply_is_sent_again()
    {
        Task script = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event(s_large));
            Assert.True(_server.ReadHead());
            Assert.True(_server.ReadBody(s_large.Length / 2));
            _server.Reset();
            _server.Accept();
            ExpectAnswer(s_large);
            _server.Send(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        await script;
        Assert.Empty(_pauses);
    }

    [Fact]
    public async Task A_connection_closed_while_idle_is_opened_again_at_once()
    {
        Task first = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event("1"));
            ExpectAnswer("1");
            _server.Send(LoopHarness.Accepted);
            _server.Close();
        });
        Assert.True(_loop.RunOne());
        await first;
        Task second = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            _server.Send(LoopHarness.Event("2"));
            ExpectAnswer("2");
            _server.Send(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        await second;
        Assert.Empty(_pauses);
    }

    [Fact]
    public async Task A_connection_closed_while_the_handler_runs_costs_no_answer()
    {
        using var closed = new ManualResetEventSlim();
        _duringHandler = closed.Wait;
        Task script = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            SendPiece(LoopHarness.Event("1"));
            _server.Close();
            closed.Set();
            _server.Accept();
            ExpectAnswer("1");
            _server.Send(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        await script;
        Assert.Empty(_pauses);
    }

    [Fact]
    public async Task Replies_may_come_byte_by_byte()
    {
        string lambdaEvent = LoopHarness.Event("{\"a\":[1,2,3]}");
        Task script = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            SendByteByByte(lambdaEvent);
            ExpectAnswer("{\"a\":[1,2,3]}");
            SendByteByByte(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        await script;
        Assert.Equal(lambdaEvent.Length + LoopHarness.Accepted.Length, _connection.Reads);
        Assert.Empty(_pauses);
    }

    [Theory]
    [InlineData("HTTP/1.1 2")]
    [InlineData("Lambda-Runtime-Aws-Req")]
    [InlineData("Content-Length: 50")]
    [InlineData("Content-Length: 5000000\r")]
    [InlineData("Content-Length: 5000000\r\n\r")]
    [InlineData("Content-Length: 5000000\r\n\r\nx")]
    public async Task A_large_event_may_be_cut_in_the_middle_of_its_head(string before)
    {
        string reply = LoopHarness.Event(s_large);
        int cut = reply.IndexOf(before, StringComparison.Ordinal) + before.Length;
        Task script = Script(() =>
        {
            _server.Accept();
            ExpectNext();
            SendPiece(reply[..cut]);
            _server.Send(reply[cut..]);
            ExpectAnswer(s_large);
            _server.Send(LoopHarness.Accepted);
        });
        Assert.True(_loop.RunOne());
        await script;
        Assert.Empty(_pauses);
    }

    /// <summary>Runs the server's part; when it fails, the client is not left waiting.</summary>
    private Task Script(Action script) => Task.Run(() =>
    {
        try
        {
            script();
        }
        catch
        {
            _server.Dispose();
            throw;
        }
    });

    private void ExpectNext()
    {
        Assert.True(_server.ReadRequest());
        Assert.StartsWith("GET /2018-06-01/runtime/invocation/next ", _server.RequestLine);
    }

    private void ExpectAnswer(string body)
    {
        Assert.True(_server.ReadRequest());
        Assert.Matches("^POST /2018-06-01/runtime/invocation/[0-9a-f-]+/response ", _server.RequestLine);
        Assert.True(_server.Body.SequenceEqual(Encoding.UTF8.GetBytes(body)));
    }

    /// <summary>Sends a piece and goes on when the client has read it.</summary>
    private void SendPiece(string piece)
    {
        Assert.True(_server.Send(piece));
        _connection.WaitForReceived(_server.Sent);
    }

    private void SendByteByByte(string reply)
    {
        foreach (char c in reply)
            SendPiece(c.ToString());
    }
}

using System.Text;

namespace Lambda.Native.Emulator.Tests;

public sealed class ConsoleLogTests
{
    [Fact]
    public void What_was_logged_is_there_when_it_ends_in_order()
    {
        var output = new Output();
        string[] lines = [.. Enumerable.Range(0, 10_000).Select(i => $"line {i}\n")];
        using (var console = new ConsoleLog(output, colours: false))
        {
            foreach (string line in lines)
                console.Write(LogSource.Function, null, Encoding.UTF8.GetBytes(line));
        }
        Assert.Equal(string.Concat(lines), output.Text);
    }

    [Fact]
    public async Task It_does_not_wait_for_an_end_or_for_more()
    {
        var output = new Output();
        using var console = new ConsoleLog(output, colours: false);
        foreach (string line in new[] { "one\n", "two\n" })
        {
            Task written = output.WrittenAsync(line);
            console.Write(LogSource.Function, null, Encoding.UTF8.GetBytes(line));
            await written;
        }
    }

    [Fact]
    public void More_than_it_keeps_passes_too()
    {
        var output = new Output();
        byte[] piece = [.. Enumerable.Repeat((byte)'x', (1 << 20) - 1), (byte)'\n'];
        using (var console = new ConsoleLog(output, colours: false))
            Parallel.For(0, 30, _ => console.Write(LogSource.Function, null, piece));
        Assert.Equal(30 << 20, output.Text.Length);
    }

    [Fact]
    public void Lines_of_Lambda_are_dim_and_failures_red()
    {
        var output = new Output();
        using (var console = new ConsoleLog(output, colours: true))
        {
            console.Write(LogSource.Platform, null, "START RequestId: 1\n"u8);
            console.Write(LogSource.Function, null, "hello\n"u8);
            console.Write(LogSource.Platform, null, "RequestId: 1 Error: gone\n"u8);
        }
        Assert.Equal("\e[2mSTART RequestId: 1\e[0m\nhello\n\e[31mRequestId: 1 Error: gone\e[0m\n", output.Text);
    }

    [Fact]
    public void A_reader_that_has_gone_stops_nothing()
    {
        using var console = new ConsoleLog(new Output { IsBroken = true }, colours: false);
        byte[] piece = [.. Enumerable.Repeat((byte)'x', (1 << 20) - 1), (byte)'\n'];
        for (int i = 0; i < 10; i++)
            console.Write(LogSource.Function, null, piece);
    }

    private sealed class Output : MemoryStream
    {
        private readonly object _gate = new();
        private string? _awaited;
        private TaskCompletionSource _seen = new();

        internal bool IsBroken { get; init; }

        internal string Text
        {
            get
            {
                lock (_gate)
                    return Encoding.UTF8.GetString(GetBuffer(), 0, (int)Length);
            }
        }

        internal Task WrittenAsync(string text)
        {
            lock (_gate)
            {
                _awaited = text;
                _seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _seen.Task;
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (IsBroken)
                throw new IOException("Broken pipe");
            lock (_gate)
            {
                base.Write(buffer);
                if (_awaited is not null && Encoding.UTF8.GetString(buffer).Contains(_awaited))
                    _seen.TrySetResult();
            }
        }
    }
}

using Lambda.Native.Http;

namespace Lambda.Native.Runtime.Tests.Hardening;

public sealed class ReplyFuzzTests
{
    private const int Cases = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_reply_is_misread_and_none_does_harm(int block)
    {
        var fuzz = new ReplyFuzz();
        for (int i = 0; i < Cases; i++)
        {
            if (fuzz.Run((ulong)(block * Cases + i)) is { } wrong)
                Assert.Fail(wrong);
        }
    }

    [Fact]
    public void The_cases_reach_every_framing_and_every_ending()
    {
        const int enough = 20;
        var fuzz = new ReplyFuzz();
        for (ulong seed = 0; seed < 5000; seed++)
            fuzz.Run(seed);
        Assert.InRange(fuzz.Valid, 1500, 3500);
        Assert.InRange(fuzz.Broken, 500, 2500);
        Assert.InRange(fuzz.Interim, enough, int.MaxValue);
        Assert.All(fuzz.Framings, count => Assert.InRange(count, enough, int.MaxValue));
        foreach (ExchangeResult result in new[] { ExchangeResult.Reply, ExchangeResult.Lost, ExchangeResult.Malformed })
            Assert.InRange(fuzz.Spoilt[(int)result], enough, int.MaxValue);
    }
}

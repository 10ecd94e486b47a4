namespace Lambda.Native.Runtime.Tests.Hardening;

public sealed class SoakTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_is_lost_or_mixed_up_by_a_server_that_breaks_at_random(ulong seed)
    {
        const int invocations = 2000;
        SoakServer account = Soak.Run(invocations, seed);
        Assert.Empty(account.Violations);
        Assert.Equal(invocations, account.Handed);
        Assert.Equal(invocations, account.Accepted + account.Refused + account.GivenUp);
        Assert.InRange(account.Accepted, invocations * 9 / 10, invocations);
    }
}

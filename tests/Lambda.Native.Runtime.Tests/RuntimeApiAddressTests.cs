using Lambda.Native.Transport;

namespace Lambda.Native.Runtime.Tests;

public sealed class RuntimeApiAddressTests
{
    [Theory]
    [InlineData("127.0.0.1:9001", "127.0.0.1", 9001, "", "127.0.0.1:9001")]
    [InlineData("localhost", "localhost", 80, "", "localhost")]
    [InlineData("http://127.0.0.1:9000/.rt/hello", "127.0.0.1", 9000, "/.rt/hello", "127.0.0.1:9000")]
    [InlineData("localhost:5050/Hello/", "localhost", 5050, "/Hello", "localhost:5050")]
    [InlineData("[::1]:9001", "::1", 9001, "", "[::1]:9001")]
    [InlineData("HTTP://[::1]/x", "::1", 80, "/x", "[::1]")]
    public void Takes_the_forms_that_Lambda_and_the_emulators_use(string text, string host, int port, string prefix, string hostHeader)
    {
        Assert.True(RuntimeApiAddress.TryParse(text, out RuntimeApiAddress? address));
        Assert.Equal((host, port, prefix, hostHeader), (address.Host, address.Port, address.Prefix, address.HostHeader));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":9001")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("host:9001x")]
    [InlineData("::1:9001")]
    [InlineData("[::1")]
    [InlineData("a b:1")]
    [InlineData("host:1/\r\nX: y")]
    [InlineData("user@host:1")]
    [InlineData("https://host:1")]
    public void Refuses_what_cannot_be_written_into_a_request(string text) => Assert.False(RuntimeApiAddress.TryParse(text, out _));

    [Theory]
    [InlineData("127.0.0.1", 0x7f000001u)]
    [InlineData("255.255.255.255", 0xffffffffu)]
    [InlineData("169.254.100.1", 0xa9fe6401u)]
    public void Knows_IPv4_literals(string host, uint expected)
    {
        Assert.True(RuntimeApiAddress.TryParse(host + ":1", out RuntimeApiAddress? address));
        Assert.True(address.TryGetIPv4(out uint ip));
        Assert.Equal(expected, ip);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2..4")]
    public void Leaves_names_to_the_resolver(string host)
    {
        Assert.True(RuntimeApiAddress.TryParse(host, out RuntimeApiAddress? address));
        Assert.False(address.TryGetIPv4(out _));
    }
}

using Aegis.Streams.Kafka.Owners;

namespace Aegis.Streams.Tests.Owners;

public sealed class OwnerEndpointTests
{
    [Theory]
    [InlineData("aegis-1.example:9443", "aegis-1.example:9443", false)]
    [InlineData("AEGIS-1.Example:9443", "aegis-1.example:9443", false)]
    [InlineData("127.0.0.1:1", "127.0.0.1:1", true)]
    [InlineData("[::1]:65535", "[::1]:65535", true)]
    [InlineData("[FD00:0::1]:9443", "[fd00::1]:9443", false)]
    [InlineData("localhost:9443", "localhost:9443", false)]
    public void Endpoint_HasOneSpelling(string text, string spelling, bool isLoopback)
    {
        Assert.True(OwnerEndpoint.TryParse(text, out var endpoint));
        Assert.Equal((spelling, isLoopback), (endpoint.ToString(), endpoint.IsLoopback));
        Assert.True(OwnerEndpoint.TryParse(spelling, out var again));
        Assert.Equal(endpoint, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("aegis")]
    [InlineData(":9443")]
    [InlineData("aegis:0")]
    [InlineData("aegis:65536")]
    [InlineData("aegis: 9443")]
    [InlineData("user@aegis:9443")]
    [InlineData("aegis/x:9443")]
    [InlineData("https://aegis:9443")]
    [InlineData("::1:9443")]
    [InlineData("[127.0.0.1]:9443")]
    [InlineData("[fe80::1%eth0/x]:9443")]
    [InlineData("-aegis:9443")]
    [InlineData("aegis\n:9443")]
    public void AnythingElse_IsNone(string text) => Assert.False(OwnerEndpoint.TryParse(text, out _));
}

using System.Diagnostics;
using Aegis.Streams.Client;
using static Aegis.Streams.Tests.Client.ClientScene;
using ContractOutcome = Aegis.Streams.Protocol.V1.Outcome;

namespace Aegis.Streams.Tests.Client;

public sealed class AegisClientOptionsTests
{
    [Fact]
    public void EveryFault_IsNamedAtOnce()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new AegisClient(new AegisClientOptions
        {
            Address = new Uri("http://aegis.example:9400"),
            Token = "two words",
            Deadline = TimeSpan.Zero,
            MaxAttempts = 11,
            FirstPause = TimeSpan.Zero,
        }));

        Assert.StartsWith(
            "Address is plain http to another machine: use https, or set AllowsPlaintext where something between does TLS. Token must be visible ASCII without spaces. "
            + "Deadline must be positive, and at most 1 hour. MaxAttempts must be 1 to 10. FirstPause must be positive.",
            thrown.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("two words", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9400", false, true)]
    [InlineData("http://[::1]:9400", false, true)]
    [InlineData("http://localhost:9400", false, true)]
    [InlineData("https://aegis.example", false, true)]
    [InlineData("http://10.0.0.1:9400", false, false)]
    [InlineData("http://10.0.0.1:9400", true, true)]
    [InlineData("ftp://127.0.0.1", true, false)]
    public void PlainText_IsForLoopbackUnlessAllowed(string address, bool allowsPlaintext, bool isTaken)
    {
        var faults = new AegisClientOptions { Address = new Uri(address), AllowsPlaintext = allowsPlaintext }.Faults();

        Assert.Equal(isTaken, faults.Count == 0);
    }

    [Fact]
    public async Task TokenAndTrace_GoWithTheCall()
    {
        await using var facade = await MisbehavingFacade.StartAsync(Decision(ContractOutcome.Allow));
        using var client = facade.Client(token: "abc");
        using var activity = new Activity("execute_tool").SetIdFormat(ActivityIdFormat.W3C);
        activity.TraceStateString = "vendor=1";
        activity.Start();

        await client.DecideAsync(Intent());

        var headers = Assert.Single(facade.Calls);
        Assert.Equal("Bearer abc", headers.Authorization);
        Assert.Equal(activity.Id, headers.TraceParent);
        Assert.Equal("vendor=1", headers.TraceState);
    }

    [Fact]
    public async Task NoActivityAndNoToken_SendNoHeader()
    {
        await using var facade = await MisbehavingFacade.StartAsync(Decision(ContractOutcome.Allow));
        using var client = facade.Client();

        await client.DecideAsync(Intent());

        var headers = Assert.Single(facade.Calls);
        Assert.Equal(0, headers.Authorization.Count);
        Assert.Equal(0, headers.TraceParent.Count);
        Assert.Matches("^[0-9]{1,8}[HMSmun]$", headers["grpc-timeout"].ToString());
    }

    [Fact]
    public async Task DeadlineThatIsNone_IsAWrongArgument()
    {
        using var client = new AegisClient(new AegisClientOptions { Address = new Uri("http://127.0.0.1:1") });

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.DecideAsync(Intent(), deadline: TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.DecideAsync(null!));
    }
}

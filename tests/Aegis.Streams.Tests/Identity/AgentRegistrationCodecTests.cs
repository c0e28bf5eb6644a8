using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Identity;
using Aegis.Streams.Publishing;
using Aegis.Streams.State;
using CsCheck;
using Google.Protobuf;
using Contract = Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Tests.Identity;

public sealed class AgentRegistrationCodecTests
{
    private static readonly AgentRegistrationCodec Codec = new();

    [Fact]
    public void FullRegistration_ComesBackAsItWas()
    {
        var agent = new AgentRegistration
        {
            Tenant = "acme",
            Agent = "sales-composer",
            DisplayName = "Sales composer",
            Groups = ["sales", "emea"],
            Roles = ["quoter"],
            Attributes = ImmutableSortedDictionary<string, string>.Empty.Add("region", "EU"),
            IsEnabled = true,
            UpdatedAt = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero),
        };

        Assert.True(Codec.TryDecode("acme/sales-composer"u8, Codec.Encode(agent), out var read, out _));
        Assert.Equal(["sales", "emea"], read.Groups);
        Assert.Equal(["quoter"], read.Roles);
        Assert.Equal("EU", read.Attributes["region"]);
        Assert.Equal(agent with { Groups = read.Groups, Roles = read.Roles, Attributes = read.Attributes }, read);
    }

    [Fact]
    public void FramedRegistration_ComesBackThroughACodecWithoutFraming()
    {
        var framed = new AgentRegistrationCodec(new ProtobufFraming(new Dictionary<string, int> { ["aegis.v1.AgentRegistration"] = 9 }));
        var value = framed.Encode(new AgentRegistration { Tenant = "acme", Agent = "a", IsEnabled = true });

        Assert.Equal([0, 0, 0, 0, 9, 0], value[..6]);
        Assert.True(Codec.TryDecode("acme/a"u8, value, out var read, out _));
        Assert.True(read.IsEnabled);
    }

    [Fact]
    public void RegistrationWithoutState_IsDisabled()
    {
        Assert.True(Codec.TryDecode("acme/a"u8, Valid(agent => agent.State = Contract.AgentState.Unspecified).ToByteArray(), out var read, out _));
        Assert.False(read.IsEnabled);
    }

    [Fact]
    public void BadValues_AreFaultsOfTheirFields()
    {
        Assert.Equal("tenant", Fault(Valid(agent => agent.Tenant = "a/b")).Field);
        Assert.Equal("agent", Fault(Valid(agent => agent.Agent = "-a")).Field);
        Assert.Equal("key", Fault(Valid(agent => agent.Agent = "b")).Field);
        Assert.Equal("display_name", Fault(Valid(agent => agent.DisplayName = new string('n', 257))).Field);
        Assert.Equal("groups", Fault(Valid(agent => agent.Groups.Add(""))).Field);
        Assert.Equal("roles", Fault(Valid(agent => agent.Roles.AddRange(Enumerable.Range(0, 65).Select(Name)))).Field);
        Assert.Equal("attributes", Fault(Valid(agent => agent.Attributes.Add("k", new string('v', 1025)))).Field);
        Assert.Equal("state", Fault(Valid(agent => agent.State = (Contract.AgentState)7)).Field);
        Assert.Equal("updated_at", Fault(Valid(agent => agent.UpdatedAt = new() { Nanos = -1 })).Field);
    }

    [Fact]
    public void AnyBytes_AreARowOrAFault() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
            Assert.NotEqual(Codec.TryDecode("acme/a"u8, bytes, out _, out var fault), fault is not null));

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Contract.AgentRegistration Valid(Action<Contract.AgentRegistration> change)
    {
        var agent = new Contract.AgentRegistration { Tenant = "acme", Agent = "a", State = Contract.AgentState.Enabled };
        change(agent);
        return agent;
    }

    private static FieldFault Fault(Contract.AgentRegistration agent)
    {
        Assert.False(Codec.TryDecode("acme/a"u8, agent.ToByteArray(), out _, out var fault));
        return fault;
    }
}

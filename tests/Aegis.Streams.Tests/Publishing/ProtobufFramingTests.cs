using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using CsCheck;

namespace Aegis.Streams.Tests.Publishing;

public sealed class ProtobufFramingTests
{
    private static readonly ProtobufFraming Framing = new(new Dictionary<string, int> { ["aegis.v1.Decision"] = 7, ["aegis.v1.ToolCallIntent"] = 258 });

    [Fact]
    public void FirstMessageOfItsFile_HasTheShortIndex()
    {
        var value = Framing.Write(new ToolCallIntent { Id = "a" });

        Assert.Equal([0, 0, 0, 1, 2, 0, 0x0a, 1, (byte)'a'], value);
        Assert.Equal(6, ProtobufFraming.PrefixLength(value));
    }

    [Fact]
    public void LaterMessageOfItsFile_HasItsIndex()
    {
        // Decision is the sixth message of decision.proto: a path of one index, 5, as zigzag varints.
        var value = Framing.Write(new Decision { DecisionId = "a" });

        Assert.Equal([0, 0, 0, 0, 7, 2, 10, 0x0a, 1, (byte)'a'], value);
        Assert.Equal(7, ProtobufFraming.PrefixLength(value));
    }

    [Fact]
    public void MessageWithoutSchemaId_Throws() => Assert.Throws<ArgumentException>(() => Framing.Write(new AuditEntry()));

    [Fact]
    public void PlainAndFramedValues_GiveTheirMessage()
    {
        var message = new ToolCallIntent { Id = "a" };

        Assert.Equal([0x0a, 1, (byte)'a'], ProtobufFraming.Unframe(Framing.Write(message)).ToArray());
        Assert.Equal([0x0a, 1, (byte)'a'], ProtobufFraming.Unframe([0x0a, 1, (byte)'a']).ToArray());
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 7, 2 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 7, 0xff, 0xff, 0xff, 0xff, 0xff, 1 })]
    public void BrokenPrefix_IsNoMessage(byte[] value) =>
        Assert.ThrowsAny<Google.Protobuf.InvalidProtocolBufferException>(() => ToolCallIntent.Parser.ParseFrom(ProtobufFraming.Unframe(value)));

    [Fact]
    public void AnyBytes_HaveAPrefixInsideThemOrNone() =>
        Gen.Byte.Array[0, 40].Sample(bytes => Assert.InRange(ProtobufFraming.PrefixLength(bytes), -1, bytes.Length));
}

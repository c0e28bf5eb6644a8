using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Audit;

namespace Aegis.Streams.Tests.Audit;

public sealed class CommitmentKeyTests
{
    private static readonly byte[] Master = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    // Expected values were computed with Python's hmac and a HKDF written from RFC 5869.
    [Fact]
    public void Commitment_IsTheHmacOfTheContract()
    {
        var commitment = new CommitmentKey(Master).ForTenant("acme").Commit("parameters", "entry-1", "{\"a\":1}"u8);

        Assert.Equal("parameters", commitment.Name);
        Assert.Equal("66c10f93fea7a2ca", commitment.KeyId);
        Assert.Equal("909d366826d2ea3717ad200eb00cb2b7a0effbbdd775460783ce55c0581bdeb6", Convert.ToHexStringLower(commitment.Value.Span));
    }

    [Fact]
    public void TenantsNamesAndEntries_GiveDifferentCommitmentsOfOneValue()
    {
        var key = new CommitmentKey(Master);
        var value = "{\"a\":1}"u8.ToArray();
        string[] commitments =
        [
            Hex(key.ForTenant("acme").Commit("parameters", "1", value)),
            Hex(key.ForTenant("globex").Commit("parameters", "1", value)),
            Hex(key.ForTenant("acme").Commit("parameters", "2", value)),
            Hex(key.ForTenant("acme").Commit("other", "1", value)),
            Hex(CommitmentKey.Generate().ForTenant("acme").Commit("parameters", "1", value)),
            Convert.ToHexString(SHA256.HashData(value)),
        ];

        Assert.Equal(commitments.Length, commitments.Distinct().Count());
        Assert.Equal(commitments[0], Hex(new CommitmentKey(Master).ForTenant("acme").Commit("parameters", "1", value)));
    }

    [Fact]
    public void KeyOfAnotherLength_IsRefusedWithoutTellingIt()
    {
        var fault = Assert.Throws<ArgumentException>(() => new CommitmentKey(Encoding.UTF8.GetBytes("secret")));
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static string Hex(Commitment commitment) => Convert.ToHexString(commitment.Value.Span);
}

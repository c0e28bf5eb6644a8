using System.Security.Cryptography;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Tests.Cli;

namespace Aegis.Streams.Tests.Policy.Publication;

public sealed class TrustedKeysTests
{
    // RFC 7517, appendix A.1, the key "1"; its thumbprint was computed with another program.
    private const string KnownPem = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMKBCTNIcKUSDii11ySs3526iDZ8A
        iTo7Tu6KPAqv7D7gS2XpJFbZiItSs3m9+9Ue6GnvHw/GW2ZZaVtszggXIw==
        -----END PUBLIC KEY-----
        """;

    private const string KnownThumbprint = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s";

    [Fact]
    public void KnownKey_HasTheThumbprintThatOthersCompute() => Assert.Equal([KnownThumbprint], TrustedKeys.FromPem(KnownPem).KeyIds);

    [Fact]
    public void SeveralBlocks_AreAllTrusted()
    {
        var (one, other) = (PolicyKeys.Create(), PolicyKeys.Create());
        var keys = TrustedKeys.FromPem($"# ours\n{one.PublicPem}\n# theirs\n{other.PublicPem}");

        Assert.True(keys.Has(one.KeyId) && keys.Has(other.KeyId));
        Assert.False(keys.Has(KnownThumbprint));
    }

    [Fact]
    public void PrivateKey_IsNotTakenForAPublicOne() =>
        Assert.StartsWith("There is a private key in it", Assert.Throws<ArgumentException>(() => TrustedKeys.FromPem(PolicyKeys.Create().PrivatePem)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void NoKey_IsRefused(string pem) => Assert.Throws<ArgumentException>(() => TrustedKeys.FromPem(pem));

    [Fact]
    public void OtherCurves_AreRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<ArgumentException>(() => TrustedKeys.FromPem(key.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() => PublicationSigner.FromPem(key.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => PublicationSigner.FromPem(KnownPem));
    }

    [Fact]
    public void Folder_GivesItsPublicKeys_AndLeavesThePrivateOneAlone()
    {
        using var folder = new TemporaryFolder();
        var (one, other) = (PolicyKeys.Create(), PolicyKeys.Create());
        File.WriteAllText(Path.Combine(folder.Path, "one.pub.pem"), one.PublicPem);
        File.WriteAllText(Path.Combine(folder.Path, "other.pub.pem"), other.PublicPem);
        File.WriteAllText(Path.Combine(folder.Path, "one.key.pem"), one.PrivatePem);

        Assert.Equal(new[] { one.KeyId, other.KeyId }.Order(StringComparer.Ordinal), TrustedKeyFiles.Read(folder.Path).KeyIds);
        Assert.Throws<ArgumentException>(() => TrustedKeyFiles.Read(Path.Combine(folder.Path, "one.key.pem")));
        Assert.Throws<ArgumentException>(() => TrustedKeyFiles.Read(Path.Combine(folder.Path, "absent.pem")));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("ann", "")]
    public void DraftWithoutAuthorOrContent_IsRefused(string author, string content)
    {
        using var signer = PublicationSigner.FromPem(PolicyKeys.Create().PrivatePem);
        var draft = new PublicationDraft(new PublicationPayload(System.Text.Encoding.ASCII.GetBytes(content)), null, author, "", PublicationScene.Time);

        Assert.Throws<ArgumentException>(() => SignedPublication.Sign(draft, signer));
    }
}

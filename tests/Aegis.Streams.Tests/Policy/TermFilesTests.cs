using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Publication;
using Aegis.Streams.Tests.Cli;

namespace Aegis.Streams.Tests.Policy;

public sealed class TermFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TermsOfAFile_AreFound()
    {
        var policy = Load("Falcon\r\n\n  Project Nine \n").Snapshot!;
        var redactor = new RowRedactor(RecordProfile.Find(policy, "lists")!, new RowLayout(RecordFormat.Csv), 2026);

        Assert.Equal("1,[CUSTOM:x],[CUSTOM:x],eagle\n", Encoding.UTF8.GetString(redactor.Redact("1,falcon,project-nine,eagle\n"u8).Output.Span));
    }

    [Theory]
    [InlineData("Falcon\nC++\n", "have no term on line 2: it must be 1 to 16 words of Latin letters and digits")]
    [InlineData("\n", "are none; put one on each line")]
    public void WrongFile_IsTold(string terms, string message)
    {
        var error = Assert.Single(Load(terms).Errors);

        Assert.Contains($"the terms of the detector `x` in terms/x.txt {message}", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, error.Line);
        Assert.DoesNotContain("C++", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherContentThanThatWhichIsPinned_DoesNotLoad()
    {
        var error = Assert.Single(Load("Falcon\n", "Eagle\n").Errors);

        Assert.Equal($"the terms of the detector `x` in terms/x.txt are not those that the policy pins; if they are meant, say `sha256: {DigestOf("Eagle\n")}`", error.Message);
    }

    [Fact]
    public void FileThatIsNotThere_DoesNotLoad()
    {
        var error = Assert.Single(Load("Falcon\n", null).Errors);

        Assert.Equal("the terms of the detector `x` in terms/x.txt cannot be read; put the file beside the policy, and let the process read it", error.Message);
    }

    [Fact]
    public void Publication_CannotHaveOne()
    {
        var policy = Load("Falcon\n").Snapshot!;

        Assert.Throws<ArgumentException>(() => new PolicySnapshot(policy.Documents));
        Assert.Equal("the detector `x` has its terms in a file, which a publication does not carry; list them under `terms`", PolicyCompilation.Of(PolicyContent.Write(policy.Documents)).Fault);
        Assert.Contains($"\"file\":{{\"path\":\"terms/x.txt\",\"sha256\":\"{DigestOf("Falcon\n")}\"}}", Encoding.UTF8.GetString(PolicyContent.Write(policy.Documents)), StringComparison.Ordinal);
    }

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private PolicyLoading Load(string terms) => Load(terms, terms);

    private PolicyLoading Load(string pinned, string? written)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "terms"));
        if (written is not null) File.WriteAllText(Path.Combine(_folder.Path, "terms", "x.txt"), written);
        return PolicyLoader.Load(_folder.File("p.yaml", $$"""
            apiVersion: aegis/v1
            kind: Policy
            name: p
            rules: [{id: r, effect: sanitize, dlp: {profile: lists}, what: {tools: crm} }]
            dlp_detectors:
              - name: x
                file:
                  path: terms/x.txt
                  sha256: {{DigestOf(pinned)}}
            dlp_profiles:
              - {name: lists, entities: [], detectors: {x: replace} }

            """));
    }
}

using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Tests.Cli;

namespace Aegis.Streams.Tests.Policy;

public sealed class TermFilesTests : IDisposable
{
    private static readonly TermKey Key = new("a key of sixteen"u8);

    private static readonly byte[] Keyed = KeyedTermFile.Write(["falcon"u8.ToArray(), "project nine"u8.ToArray()], Key, out _);

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

    [Theory]
    [InlineData("Falcon\rProject Nine\r")]
    [InlineData("\uFEFFFalcon\r\nProject Nine\r\n")]
    [InlineData("\n\nFalcon\n\r\n \t\nProject Nine")]
    public void LinesOfAFile_EndAsLinesDo(string terms)
    {
        var redactor = new RowRedactor(RecordProfile.Find(Load(terms).Snapshot!, "lists")!, new RowLayout(RecordFormat.Csv), 2026);

        Assert.Equal("[CUSTOM:x] of [CUSTOM:x], Falcons\n", Encoding.UTF8.GetString(redactor.Redact("Falcon of Project Nine, Falcons\n"u8).Output.Span));
    }

    [Fact]
    public void LinkToADevice_IsNotRead()
    {
        if (!OperatingSystem.IsLinux()) return;
        Directory.CreateDirectory(Path.Combine(_folder.Path, "terms"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "terms", "x.txt"), "/dev/zero");

        Assert.Equal("the terms of the detector `x` in terms/x.txt cannot be read; put the file beside the policy, and let the process read it", Assert.Single(Load("Falcon\n", null).Errors).Message);
    }

    [Fact]
    public void Content_PinsItAndDoesNotHaveIt()
    {
        var policy = Load("Falcon\n").Snapshot!;

        Assert.Throws<ArgumentException>(() => new PolicySnapshot(policy.Documents));
        Assert.Contains($"\"file\":{{\"path\":\"terms/x.txt\",\"sha256\":\"{DigestOf("Falcon\n")}\"}}", Encoding.UTF8.GetString(PolicyContent.Write(policy.Documents)), StringComparison.Ordinal);
    }

    [Fact]
    public void KeyedTermsOfAFile_AreFound()
    {
        var policy = LoadKeyed(Keyed, Key.Id, new TermKeys(Key)).Snapshot!;
        var redactor = new RowRedactor(RecordProfile.Find(policy, "lists")!, new RowLayout(RecordFormat.Csv), 2026);

        Assert.Equal("1,[CUSTOM:x],[CUSTOM:x],eagle\n", Encoding.UTF8.GetString(redactor.Redact("1,falcon,project-nine,eagle\n"u8).Output.Span));
        Assert.Contains($"\"key\":\"{Key.Id}\"", Encoding.UTF8.GetString(PolicyContent.Write(policy.Documents)), StringComparison.Ordinal);
        Assert.NotEqual(policy.Revision, Load("Falcon\n").Snapshot!.Revision);
    }

    [Theory]
    [InlineData("no key", "need the key KEY, which is not there; name its file with --terms-key-file")]
    [InlineData("other key", "need the key KEY, which is not there; name its file with --terms-key-file")]
    [InlineData("key not named", "are keyed hashes; say of which key, `key: KEY`")]
    [InlineData("other key named", "are of the key KEY, and the policy says 0123456789abcdef; make them with that key, or name the other one")]
    [InlineData("in clear", "are in clear, and `key` says that they are not; make them with `aegis dlp terms build`, or remove it")]
    [InlineData("cut off", "have 39 bytes where 40 belong; copy the file again")]
    [InlineData("longer", "have 41 bytes where 40 belong; copy the file again")]
    [InlineData("unsorted", "are not in their order; make the file again")]
    [InlineData("twice", "are not in their order; make the file again")]
    [InlineData("too many", "are more than 1,000,000")]
    [InlineData("other version", "are of no kind that this version knows; make them with its `aegis dlp terms build`")]
    [InlineData("no lengths", "are of no kind that this version knows; make them with its `aegis dlp terms build`")]
    [InlineData("no terms", "are of no kind that this version knows; make them with its `aegis dlp terms build`")]
    public void WrongKeyedFile_IsTold(string fault, string message)
    {
        var heading = Keyed.AsSpan().IndexOf((byte)'\n') + 1;
        var bytes = fault switch
        {
            "in clear" => "Falcon\n"u8.ToArray(),
            "cut off" => Keyed[..^1],
            "longer" => [.. Keyed, 0],
            "unsorted" => [.. Keyed[..^32], .. Keyed[^16..], .. Keyed[^32..^16]],
            "twice" => [.. Keyed[..^16], .. Keyed[^32..^16]],
            "too many" => [.. Encoding.ASCII.GetBytes($"aegis-keyed-terms 1 words 1000001 {Key.Id} 2 0000000000000080\n"), .. Keyed[heading..]],
            "other version" => [.. Encoding.ASCII.GetBytes($"aegis-keyed-terms 2 words 2 {Key.Id} 2 0000000000000080\n"), .. Keyed[heading..]],
            "no lengths" => [.. Encoding.ASCII.GetBytes($"aegis-keyed-terms 1 words 2 {Key.Id} 2\n"), .. Keyed[heading..]],
            "no terms" => Encoding.ASCII.GetBytes($"aegis-keyed-terms 1 words 0 {Key.Id} 2 0000000000000080\n"),
            _ => Keyed,
        };
        var keys = fault switch
        {
            "no key" => TermKeys.None,
            "other key" => new TermKeys(new TermKey("another key of 16"u8)),
            _ => new TermKeys(Key),
        };
        var error = Assert.Single(LoadKeyed(bytes, fault switch { "key not named" => null, "other key named" => "0123456789abcdef", _ => Key.Id }, keys).Errors);

        Assert.Equal($"the terms of the detector `x` in terms/x.txt {message.Replace("KEY", Key.Id, StringComparison.Ordinal)}", error.Message);
    }

    private PolicyLoading LoadKeyed(byte[] bytes, string? keyId, TermKeys keys)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "terms"));
        File.WriteAllBytes(Path.Combine(_folder.Path, "terms", "x.txt"), bytes);
        return PolicyLoader.Load(PolicyLoader.ReadFiles(_folder.File("p.yaml", Policy(Convert.ToHexStringLower(SHA256.HashData(bytes)), keyId))), keys);
    }

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private PolicyLoading Load(string terms) => Load(terms, terms);

    private PolicyLoading Load(string pinned, string? written)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "terms"));
        if (written is not null) File.WriteAllText(Path.Combine(_folder.Path, "terms", "x.txt"), written);
        return PolicyLoader.Load(_folder.File("p.yaml", Policy(DigestOf(pinned), null)));
    }

    private static string Policy(string digest, string? keyId) =>
        $$"""
        apiVersion: aegis/v1
        kind: Policy
        name: p
        rules: [{id: r, effect: sanitize, dlp: {profile: lists}, what: {tools: crm} }]
        dlp_detectors:
          - name: x
            file:
              path: terms/x.txt
              sha256: {{digest}}
        {{(keyId is null ? "" : $"      key: {keyId}")}}
        dlp_profiles:
          - {name: lists, entities: [], detectors: {x: replace} }

        """;
}

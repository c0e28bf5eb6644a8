using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Patterns;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class DlpDetectorTests
{
    private const string Full = """
        dlp_detectors:
          - {name: project, terms: [Falcon, Eagle], pattern: "PRJ-[0-9]{4}", check: luhn, keys: [project code]}
        dlp_profiles:
          - {name: outbound, entities: [], detectors: {project: block}}

        """;

    [Fact]
    public void Detector_HasItsMeaning()
    {
        Assert.True(Pattern.TryParse("PRJ-[0-9]{4}", out var pattern, out _));
        TypedForm.AssertEqual(
            new DlpDetector { Name = "project", Terms = ["Eagle", "Falcon"], Pattern = pattern, Check = CheckFunction.Luhn, Keys = ["project code"] },
            Assert.Single(PolicyTexts.One(PolicyTexts.Header + Full).DlpDetectors));
    }

    [Fact]
    public void Content_HasDetectors_AndReadsBack()
    {
        var documents = PolicyTexts.Load(PolicyTexts.Header + Full);

        Assert.Equal(
            """{"format":"aegis-policy-1","documents":[{"name":"quotes","dlp_detectors":[{"name":"project","terms":["Eagle","Falcon"],"pattern":"PRJ-[0-9]{4}","check":"luhn","keys":["project code"]}],"dlp_profiles":[{"name":"outbound","entities":[],"operator":"replace","detectors":{"project":"block"},"threshold":60}]}]}""",
            PolicyTexts.ContentOf(documents));
        Assert.Equal(PolicyTexts.ContentOf(documents), PolicyTexts.ContentOf(PolicyContent.Read(PolicyContent.Write(documents)).Documents!.Value));
    }

    [Theory]
    [InlineData("Eagle", "Hawk")]
    [InlineData("{4}", "{5}")]
    [InlineData("luhn", "mod97")]
    [InlineData("project code", "matter")]
    [InlineData("project: block", "project: mask")]
    public void EveryPart_IsPartOfTheRevision(string part, string other) => Assert.NotEqual(
        PolicyContent.RevisionOf(PolicyTexts.Load(PolicyTexts.Header + Full)),
        PolicyContent.RevisionOf(PolicyTexts.Load(PolicyTexts.Header + Full.Replace(part, other, StringComparison.Ordinal))));

    [Theory]
    [InlineData("name: x", "the detector `x` finds nothing; give it `terms`, a `file`, a `pattern` or `keys`")]
    [InlineData("name: x, terms: [C++]", "`terms` must be 1 to 16 words of Latin letters and digits, at most 3 signs or spaces between two, and 256 characters in all, not `C++`")]
    [InlineData("name: x, pattern: 'a+'", "`pattern` must have a longest match: no `*`, `+` or `{n,}`; say how often at most, as in `[0-9]{1,12}`")]
    [InlineData("name: x, pattern: '^a'", "`pattern` must not begin with `^` or end with `$`: it is looked for in texts; remove them")]
    [InlineData("name: x, pattern: 'a?'", "`pattern` matches the empty text; demand at least one character")]
    [InlineData("name: x, pattern: 'ü'", "`pattern` must be of printable ASCII: look-alikes and accents are read as plain letters before it is looked for; write plain letters")]
    [InlineData("name: x, terms: a, check: luhn", "`check` without `pattern`: there is nothing that it could be asked of; add `pattern`, or remove it")]
    [InlineData("name: x, pattern: a, check: luhm", "`check` must be one of luhn, verhoeff, mod97, not `luhm`; did you mean `luhn`?")]
    [InlineData("name: x, file: {path: ../a.txt, sha256: '0000000000000000000000000000000000000000000000000000000000000000'}", "`path` must be a path below the folder of the policy's file, of names of A-Z a-z 0-9 . _ - that do not begin with a dot, not `../a.txt`")]
    [InlineData("name: x, file: {path: a.txt, sha256: abc}", "`sha256` must be a SHA-256 of 64 digits of lower-case hex, as `sha256sum` prints it, not `abc`")]
    [InlineData("name: x, keys: ['--']", "`keys` must have 1 to 64 Latin letters and digits, not `--`")]
    [InlineData("name: X_1, terms: a", "`name` must be 1 to 32 characters of a-z 0-9 -, the first a letter or digit, not `X_1`")]
    public void Fault_IsToldWithTheWayOut(string detector, string message) =>
        Assert.Contains(message, Assert.Single(PolicyTexts.Errors($"{PolicyTexts.Header}dlp_detectors:\n  - {{{detector}}}\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData("dlp_profiles: [{name: p, detectors: {projekt: mask}}]\ndlp_detectors: [{name: project, terms: a}]\n", "the profile `p` uses the detector `projekt`, which is not declared; did you mean `project`?")]
    [InlineData("dlp_profiles: [{name: p, detectors: {x: mask}}]\n", "the profile `p` uses the detector `x`, which is not declared; declare it in `dlp_detectors`")]
    [InlineData("dlp_profiles: [{name: p, entities: []}]\n", "the profile `p` looks for nothing; name entities, or `detectors`")]
    [InlineData("dlp_detectors: [{name: a, terms: a}, {name: a, terms: b}]\n", "detector `a` exists already, at p0.yaml:4; rename it, or merge the two")]
    public void FaultOfASet_IsTold(string body, string message) => Assert.Contains(message, Assert.Single(PolicyTexts.Errors(PolicyTexts.Header + body)), StringComparison.Ordinal);

    [Fact]
    public void DetectorOfTheBase_CannotBeRedefinedByATenant() => Assert.Contains(
        "detector `project` is declared by the base, at p0.yaml:5, and a tenant cannot redefine it; give this one another name",
        Assert.Single(PolicyTexts.Errors(PolicyTexts.Header + Full, $"{PolicyTexts.Header}tenant: acme\ndlp_detectors: [{{name: project, terms: a}}]\n")),
        StringComparison.Ordinal);
}

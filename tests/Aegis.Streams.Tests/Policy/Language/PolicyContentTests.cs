using System.Security.Cryptography;
using System.Text;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class PolicyContentTests
{
    [Fact]
    public void GoldenPolicies_HaveTheirBytes()
    {
        var source = File.ReadAllText(RepositoryFiles.PathOf("tests", "vectors", "policy-content", "policies.yaml"));
        var golden = RepositoryFiles.PathOf("tests", "vectors", "policy-content", "content.json");
        var written = PolicyContent.Write(PolicyTexts.Load(source));
        if (Environment.GetEnvironmentVariable("AEGIS_UPDATE_DOCS") == "1") File.WriteAllBytes(golden, written);

        Assert.Equal(File.ReadAllText(golden), Encoding.UTF8.GetString(written));
        Assert.Equal("2669a5673ceff0d281015cb71e3a3c9db734f2d53b3aaa2cbeb0640c4fbdc919", Convert.ToHexStringLower(SHA256.HashData(written)));
    }

    [Fact]
    public void NoPolicies_AreAnEmptyList() => Assert.Equal("""{"format":"aegis-policy-1","documents":[]}""", PolicyTexts.ContentOf([]));

    [Fact]
    public void CommentsOrderAndSpelling_DoNotChangeTheBytes()
    {
        var one = PolicyTexts.Load(
            $"{PolicyTexts.Header}rules:\n  - {{id: b, effect: forbid}}\n  - id: a\n    effect: permit\n    who: {{agents: [u, v]}}\n    when:\n      - {{parameter: q.r, min: 25, max_duration: P7D}}\n".Replace(", max_duration: P7D", ", in: [25, 30]", StringComparison.Ordinal),
            "agent: z\nallowed_tools: [{name: t, actions: [a, b]}]\n");
        var other = PolicyTexts.Load(
            "agent: z\nallowed_tools:\n  - {name: t, actions: b} # two\n  - {actions: [a], name: t}\n",
            $"# a comment\n{PolicyTexts.Header}rules:\n  - when:\n      - in: [3e1, 25.0]\n        min: 2.50e1\n        parameter: 'q[\"r\"]'\n    who: {{agents: [v, u, v]}}\n    effect: permit\n    id: a\n    mode: enforce\n  - {{effect: forbid, id: b, description: no meaning}}\n");

        Assert.Equal(PolicyTexts.ContentOf(one), PolicyTexts.ContentOf(other));
    }

    [Theory]
    [InlineData("{parameter: q, min: 1}", "{parameter: q, above: 1}")]
    [InlineData("{parameter: q, min: 1}", "{parameter: q, min: 1, optional: true}")]
    [InlineData("{parameter: q, equals: \"1\"}", "{parameter: q, equals: 1}")]
    [InlineData("{parameter: q, pattern: a}", "{parameter: q, search_pattern: a}")]
    [InlineData("{not: {any: [{parameter: a}, {parameter: b}]}}", "{not: {all: [{parameter: a}, {parameter: b}]}}")]
    [InlineData("{compare: a - b == 1}", "{compare: b - a == 1}")]
    public void Meaning_ChangesTheBytes(string one, string other) =>
        Assert.NotEqual(PolicyTexts.ContentOf(PolicyTexts.Load($"{PolicyTexts.Header}rules: [{{id: r, effect: forbid, when: [{one}]}}]\n")), PolicyTexts.ContentOf(PolicyTexts.Load($"{PolicyTexts.Header}rules: [{{id: r, effect: forbid, when: [{other}]}}]\n")));

    [Fact]
    public void GeneratedPolicies_SurviveARoundTrip()
    {
        for (var seed = 1UL; seed <= 120; seed++)
        {
            var written = PolicyContent.Write(Generated(seed).Next());
            var loading = PolicyContent.Read(written);

            Assert.True(loading.Succeeded, $"seed {seed}: {string.Join('\n', loading.Errors)}");
            Assert.True(written.AsSpan().SequenceEqual(PolicyContent.Write(loading.Documents.Value)), $"seed {seed} is written otherwise");
        }
    }

    [Fact]
    public void ReadDocuments_AreThoseThatWereWritten()
    {
        var documents = PolicyTexts.Load(File.ReadAllText(RepositoryFiles.PathOf("tests", "vectors", "policy-content", "policies.yaml")));

        TypedForm.AssertEqual(documents, PolicyContent.Read(PolicyContent.Write(documents)).Documents!.Value);
    }

    [Theory]
    [InlineData("", "content:1:1: this is not JSON, or names a key twice")]
    [InlineData("[]", "content:1:1: the content must be a mapping with the keys format, documents, not a list")]
    [InlineData("{\"format\":\"aegis-policy-2\",\"documents\":[]}", "content:1:11: `format` must be aegis-policy-1, not `aegis-policy-2`; did you mean `aegis-policy-1`?")]
    [InlineData("{\"format\":\"aegis-policy-1\",\"format\":\"aegis-policy-1\",\"documents\":[]}", "content:1:69: this is not JSON, or names a key twice")]
    [InlineData("{\"format\":\"aegis-policy-1\",\"documents\":[{\"name\":\"a\",\"rule\":[]}]}", "content:1:53: unknown key `rule` in a policy; did you mean `rules`?")]
    [InlineData("{\"format\":\"aegis-policy-1\",\"documents\":[{\"name\":\"\\ud800\"}]}", "content:1:57: this is not JSON, or names a key twice")]
    [InlineData("{\"format\":\"aegis-policy-1\",\"documents\":[]} {}", "content:1:44: this is not JSON, or names a key twice")]
    public void BadContent_IsRefused(string text, string error) => Assert.Equal(error, Assert.Single(PolicyContent.Read(Encoding.UTF8.GetBytes(text)).Errors).ToString());

    [Fact]
    public void MutatedContent_IsRefusedOrReadWithoutAnException()
    {
        const int Seed = 20261128;
        var random = new Random(Seed);
        var content = PolicyContent.Write(Generated(Seed).Next());
        for (var run = 0; run < 600; run++)
        {
            var mutated = content.ToArray();
            for (var i = random.Next(1, 4); i > 0; i--) mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            var loading = PolicyContent.Read(mutated);
            if (loading.Succeeded) PolicyContent.Write(loading.Documents.Value);
        }
    }

    [Fact]
    public void ManyRules_SurviveARoundTrip()
    {
        var written = PolicyContent.Write([Generated(7).NextDocument("p", tenant: null, rules: 3_000)]);
        var read = PolicyContent.Read(written).Documents!.Value;

        Assert.Equal(3_000, read.Sum(document => document.Rules.Length));
        Assert.True(written.AsSpan().SequenceEqual(PolicyContent.Write(read)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(written)), PolicyContent.RevisionOf(read));
    }

    private static RandomPolicy Generated(ulong seed) => new(new Dice(seed), GenerationProfile.Sayable);
}

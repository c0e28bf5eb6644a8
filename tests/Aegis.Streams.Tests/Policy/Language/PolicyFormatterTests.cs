using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language.Formatting;
using Aegis.Streams.Tests.Policy.Generation;

namespace Aegis.Streams.Tests.Policy.Language;

public sealed class PolicyFormatterTests
{
    [Fact]
    public void File_GetsTheOneFormatAndKeepsItsComments() => Assert.Equal(
        """
        # The head of the file.
        apiVersion: aegis/v1
        kind: Policy
        # the name
        name: quotes # behind the name
        description: |
          Two lines,
            kept as they are.

        defaults: {who: {agents: [sales-*]}}

        rules:
          # The first rule.
          - id: a # its id
            effect: permit
            who: {agents: sales}
            when:
              # one
              - {parameter: q, min: 1, max: 2.50e1} # not over 25
              - parameter: note
                # never empty
                min_length: 1
                pattern: '\d+ "x"'
                starts_with: a b

          - id: b
            effect: forbid
            when:
              - any:
                  - {parameter: x, equals: "25"}
                  # or
                  - {not: {parameter: "items[*].y"}}
        # The end.

        """,
        Format("""
            # The head of the file.
            kind:   Policy
            apiVersion: "aegis/v1"
            # the name
            name: 'quotes'    # behind the name
            description: |
                Two lines,
                  kept as they are.


            defaults: {who: {agents: [sales-*]}}

            rules:
            # The first rule.
            - effect:  permit
              id: a   # its id
              when:
                # one
                -   {max: 2.50e1, min: 1, parameter: "q"} # not over 25
                - pattern: "\\d+ \"x\""
                  starts_with: "a b"
                  # never empty
                  min_length: 1
                  parameter: note
              who: { agents: sales }

            - {id: b, effect: forbid, when: [{any: [{parameter: x, equals: "25"},
                # or
                {not: {parameter: "items[*].y"}}]}]}
            # The end.
            """));

    [Fact]
    public void Documents_StayApart() => Assert.Equal(
        "# one\nagent: a\nallowed_tools: []\n# end of one\n---\n# two\nagent: b\nallowed_tools:\n  - name: t\n    actions: [x]\n",
        Format("\n# one\n---\nallowed_tools: []\nagent: a\n\n# end of one\n---\n# two\nagent: b\nallowed_tools:\n- {actions: [x],\n   name: t}\n"));

    [Fact]
    public void FaultyFile_IsRefused()
    {
        var formatted = PolicyFormatter.Format(new PolicySource("p.yaml", "agent: A\nallowed_tools: []\n"));

        Assert.Null(formatted.Text);
        Assert.StartsWith("p.yaml:1:8: `agent` must be", Assert.Single(formatted.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LongLine_IsBrokenOnce()
    {
        var names = string.Join(", ", Enumerable.Range(0, 30).Select(index => $"agent-{index}"));
        var once = Format($"{PolicyTexts.Header}rules:\n  - {{id: r, effect: forbid, who: {{agents: [{names}]}}}}\n");

        Assert.Contains("    who:\n      agents:\n        - agent-0\n", once, StringComparison.Ordinal);
        Assert.Equal(once, Format(once));
    }

    /// <summary>Comments at any place survive, once is enough, and the meaning stays.</summary>
    [Fact]
    public void CommentedFiles_KeepCommentsAndMeaning()
    {
        const int Seed = 3;
        var dice = new Dice(Seed);
        var lines = File.ReadAllText(RepositoryFiles.PathOf("tests", "vectors", "policy-content", "policies.yaml")).TrimEnd('\n').Split('\n');
        var meaning = PolicyTexts.ContentOf(PolicyTexts.Load(string.Join('\n', lines)));
        for (var run = 0; run < 25; run++)
        {
            var commented = new List<string>();
            var count = 0;
            foreach (var line in lines)
            {
                if (dice.Next(8) == 0) commented.Add($"{new string(' ', dice.Next(6))}# comment {count++}.");
                if (dice.Next(12) == 0) commented.Add("");
                commented.Add(dice.Next(8) == 0 && !line.Contains('#') ? $"{line}  # comment {count++}." : line);
            }

            var once = Format(string.Join('\n', commented));
            Assert.Equal(once, Format(once));
            Assert.Equal(meaning, PolicyTexts.ContentOf(PolicyTexts.Load(once)));
            for (var comment = 0; comment < count; comment++) Assert.True(once.Contains($"# comment {comment}.", StringComparison.Ordinal), $"seed {Seed}, run {run}: comment {comment} is lost\n{once}");
        }
    }

    private static string Format(string text)
    {
        var formatted = PolicyFormatter.Format(new PolicySource("p.yaml", text));
        Assert.Empty(formatted.Errors.Select(error => error.ToString()));
        return formatted.Text!;
    }
}

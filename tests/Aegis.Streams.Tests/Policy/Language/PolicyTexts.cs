using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;
using PolicyRule = Aegis.Streams.Policy.Rules.PolicyRule;

namespace Aegis.Streams.Tests.Policy.Language;

/// <summary>Loads texts of policies, and writes out short what tests expect of them.</summary>
internal static class PolicyTexts
{
    public const string Header = "apiVersion: aegis/v1\nkind: Policy\nname: quotes\n";

    /// <summary>Loads texts that must have no fault.</summary>
    public static ImmutableArray<PolicyDocument> Load(params string[] texts)
    {
        var loading = PolicyLoader.LoadDocuments(texts.Select((text, index) => new PolicySource($"p{index}.yaml", text)));
        Assert.Empty(loading.Errors.Select(error => error.ToString()));
        return loading.Documents!.Value;
    }

    /// <summary>Loads one document that must have no fault.</summary>
    public static PolicyDocument One(string text) => Assert.Single(Load(text));

    /// <summary>Loads the only rule of a policy in the general form.</summary>
    /// <param name="keys">The rule's keys besides its id and effect, indented by four.</param>
    /// <param name="effect">Its effect.</param>
    public static PolicyRule Rule(string keys, string effect = "forbid") =>
        Assert.Single(One($"{Header}rules:\n  - id: r\n    effect: {effect}\n{keys}\n").Rules);

    /// <summary>Loads the condition of a rule.</summary>
    /// <param name="condition">The condition in flow style.</param>
    public static Condition When(string condition) => Rule($"    when:\n      - {condition}").When;

    public static ImmutableArray<string> Errors(params string[] texts) =>
        [.. PolicyLoader.LoadDocuments(texts.Select((text, index) => new PolicySource($"p{index}.yaml", text))).Errors.Select(error => error.ToString())];

    public static string ContentOf(IEnumerable<PolicyDocument> documents) => Encoding.UTF8.GetString(PolicyContent.Write(documents));
}

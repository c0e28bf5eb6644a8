using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Shapes;

namespace Aegis.Streams.Policy.Language;

/// <summary>The shapes of rules and of declared tools.</summary>
internal static class RuleGrammar
{
    public static WordShape Mode { get; } = new("enforce", "observe");

    public static WordShape Class { get; } = new("write", "read", "expensive");

    public static WordShape AllowOrDeny { get; } = new("deny", "allow");

    public static ListShape Globs { get; } = new(TextForms.Glob, PolicyLimits.MaxValues) { TakesSingle = true };

    public static ListShape Paths { get; } = new(TextForms.Path, PolicyLimits.MaxValues) { TakesSingle = true };

    public static MappingShape Who { get; } = new(
        "who",
        "`who`",
        "Whom a rule speaks of. Every list must match; within a list, one match is enough.",
        new KeyShape("agents", Globs, "The agents.") { Default = "any" },
        new KeyShape("groups", Globs, "Groups, one of which the agent must belong to.") { Default = "any or none" },
        new KeyShape("roles", Globs, "Roles, one of which the agent must hold.") { Default = "any or none" },
        new KeyShape("tenants", Globs, "The tenants; only in the base.") { Default = "any" })
    { MayBeEmpty = false };

    public static MappingShape What { get; } = new(
        "what",
        "`what`",
        "Which calls a rule speaks of. Every list must match; within a list, one match is enough.",
        new KeyShape("tools", Globs, "The tools.") { Default = "any" },
        new KeyShape("actions", Globs, "The actions.") { Default = "any" },
        new KeyShape("class", new ListShape(Class, 3) { TakesSingle = true }, "The classes.") { Default = "any" })
    { MayBeEmpty = false };

    public static MappingShape Catalog { get; } = new(
        "catalog",
        "`catalog`",
        "What a call sells must be in the tenant's catalog.",
        new KeyShape("sku", TextForms.Path, "The parameter with the SKU. With `[*]`, every item is checked, and the other paths have the same array before them.") { IsRequired = true },
        new KeyShape("price", TextForms.Path, "The parameter with the price, which must not be under the item's floor: a number, or a text that spells one as JSON does."),
        new KeyShape("currency", TextForms.Path, "The parameter with the currency, which must be the item's."),
        new KeyShape("discount", TextForms.Path, "The parameter with the discount in percent, which must not be over the item's limit."),
        new KeyShape("optional", new ListShape(new WordShape("price", "currency", "discount"), 3) { TakesSingle = true }, "Which of these keys' parameters a call may leave out, unchecked; `currency` only where no price is sent.") { Default = "none" });

    public static MappingShape Dlp { get; } = new(
        "dlp",
        "`dlp`",
        "What is redacted.",
        new KeyShape("profile", TextForms.Name, "The profile that says what is redacted and how: one of `dlp_profiles`, or `default`.") { IsRequired = true },
        new KeyShape("parameters", Paths, "The parameters.") { Default = "all" });

    public static MappingShape Approval { get; } = new(
        "approval",
        "`approval`",
        "Who must approve.",
        new KeyShape("group", TextForms.Group, "The group of approvers.") { Default = "approvers" },
        new KeyShape("expires", TextForms.Duration, "When an unanswered request counts as rejected: PT1M to P30D.") { Default = "PT4H" },
        new KeyShape("quorum", new IntegerShape(1, 10), "How many must approve.") { Default = "1" })
    { MayBeEmpty = false };

    public static KeyShape WhoKey { get; } = new("who", Who, "Whom it speaks of.") { Default = "everybody" };

    public static KeyShape WhatKey { get; } = new("what", What, "Which calls it speaks of.") { Default = "every call" };

    public static KeyShape ApprovalKey { get; } = new("approval", Approval, "Only with `require_approval`: who must approve.");

    public static KeyShape MessageKey { get; } = new("message", TextForms.Message, "Why it exists, for the agent.");

    public static KeyShape HintKey { get; } = new("hint", TextForms.Message, "What the agent can do.");

    public static KeyShape DocsKey { get; } = new("docs", TextForms.Url, "The address of the documentation.");

    public static MappingShape Rule { get; } = new("rule", "a rule", "What happens to calls.", RuleKeys(TextForms.Name, isSource: true));

    /// <summary>Gets a rule of compiled content, with fragments and defaults written out.</summary>
    public static MappingShape ContentRule { get; } = new("content_rule", "a rule", "A compiled rule.", RuleKeys(TextForms.ContentRuleId, isSource: false));

    public static MappingShape Tool { get; } = new(
        "tool",
        "a tool",
        "Declares a tool: its class, and what its parameters are.",
        new KeyShape("name", Globs, "The tool, or several.") { IsRequired = true },
        new KeyShape("actions", Globs, "The actions.") { Default = "any" },
        new KeyShape("class", Class, "What a call does.") { Default = "as the intent claims" },
        new KeyShape("unknown_parameters", AllowOrDeny, "Whether parameters that nothing names are accepted.") { Default = "deny" },
        new KeyShape(
            "parameters",
            new MapShape(TextForms.Path, "a parameter", ConditionGrammar.ParameterTests, PolicyLimits.MaxValues),
            "The parameters by path, with what each must be; a call that does not keep to it is forbidden."));

    /// <summary>Gets a tool of compiled content, whose tests became a rule.</summary>
    public static MappingShape ContentTool { get; } = new(
        "content_tool",
        "a tool",
        "A compiled tool.",
        new KeyShape("name", TextForms.Glob, "The tool.") { IsRequired = true },
        new KeyShape("actions", Globs, "The actions."),
        new KeyShape("class", Class, "What a call does."),
        new KeyShape("unknown_parameters", AllowOrDeny, "Whether parameters that nothing names are accepted."),
        new KeyShape("parameters", Paths, "The parameters."));

    private static ImmutableArray<KeyShape> RuleKeys(TextShape id, bool isSource)
    {
        var keys = new List<KeyShape>
        {
            new("id", id, "Names the rule in the policy.") { IsRequired = true },
            new("effect", new WordShape("permit", "forbid", "require_approval", "sanitize"), "What it does. Precedence: forbid, then no permit, then require_approval, then sanitize.") { IsRequired = true },
            new("mode", Mode, "`observe`: it never counts, and decisions record what it would have done.") { Default = "enforce" },
            WhoKey,
            WhatKey,
            new("when", ConditionGrammar.Conditions, "Conditions, all of which must hold."),
            new("accepts", Paths, "Only with `permit`: further parameters that a call may have, with all that is in them; `a.b` lets `a` be an object, and nothing else."),
            new("unknown_parameters", AllowOrDeny, "Only with `permit`; `allow`: a call may have parameters that nothing names.") { Default = "deny" },
            new("catalog", Catalog, "Only with `permit`: demands that what is sold be in the catalog."),
            new("dlp", Dlp, "Only with `sanitize`, required there: what is redacted."),
            ApprovalKey,
            new("on_error", AllowOrDeny, "Only with `permit`; `allow`: it stands when a later stage fails. Only for tools that are declared `class: read`.") { Default = "deny" },
            new("code", TextForms.Code, "The reason code without `policy.` before it.") { Default = "the effect's" },
            MessageKey,
            HintKey,
            DocsKey with { Default = "the policy's" },
        };
        if (!isSource) return [.. keys];
        keys.Insert(3, new KeyShape("description", TextForms.Description, "A note for authors, without a meaning."));
        keys.Insert(7, new KeyShape("unless", ConditionGrammar.Conditions, "Conditions, none of which may hold."));
        return [.. keys];
    }
}

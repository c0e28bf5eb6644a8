using Aegis.Streams.Policy.Language.Shapes;

namespace Aegis.Streams.Policy.Language;

/// <summary>The shapes of whole documents: everything that a policy may say, with types, bounds, defaults and what it means.</summary>
internal static class PolicyGrammar
{
    public const string ApiVersion = "aegis/v1";
    public const string Kind = "Policy";
    public const string ContentFormat = "aegis-policy-1";

    /// <summary>Gets the general form.</summary>
    public static MappingShape Policy { get; } = new(
        "policy",
        "a policy",
        "A policy in the general form. Policies without `tenant` are the base; those of a tenant are its layer on the base, which narrows what the base permits.",
        new KeyShape("apiVersion", new WordShape(ApiVersion), "The version of the language.") { IsRequired = true },
        new KeyShape("kind", new WordShape(Kind), "The kind of document.") { IsRequired = true },
        new KeyShape("name", TextForms.Name, "The name, unique among the base or the tenant's layer.") { IsRequired = true },
        new KeyShape("description", TextForms.Description, "A note for authors, without a meaning."),
        TenantKey,
        new KeyShape("narrows", RuleGrammar.Globs, "Only with `tenant`: the agents that need a permit of the tenant's policies besides one of the base, also where this policy permits nothing.") { Default = "all agents of the tenant if the policy permits anything, else none" },
        ModeKey,
        DocsKey,
        new KeyShape("defaults", Defaults, "What a rule has that leaves it out."),
        new KeyShape("fragments", new MapShape(TextForms.Name, "a fragment", ConditionGrammar.Conditions, PolicyLimits.MaxEntries), "Lists of conditions by name, for the rules of this policy. A fragment may use those before it."),
        new KeyShape("tools", new ListShape(RuleGrammar.Tool, PolicyLimits.MaxTools) { MayBeEmpty = true }, "Declared tools."),
        new KeyShape("dlp_detectors", DetectorGrammar.Detectors, "Detectors of what else is sensitive, which profiles of redaction use by name."),
        new KeyShape("dlp_profiles", DlpGrammar.Profiles, "Profiles of redaction, which rules of effect `sanitize` demand by name."),
        new KeyShape("rules", new ListShape(RuleGrammar.Rule, PolicyLimits.MaxEntries) { MayBeEmpty = true }, "The rules."));

    /// <summary>Gets the short form.</summary>
    public static MappingShape AgentPolicy { get; } = new(
        "agent_policy",
        "a policy",
        "A policy in the short form: one agent and the tools that it may use.",
        new KeyShape("agent", TextForms.Name, "The agent, as registered; also the name of the policy.") { IsRequired = true },
        new KeyShape("apiVersion", new WordShape(ApiVersion), "The version of the language; with `kind`."),
        new KeyShape("kind", new WordShape(Kind), "The kind of document; with `apiVersion`."),
        TenantKey,
        ModeKey,
        DocsKey,
        new KeyShape("allowed_tools", new ListShape(AllowedTool, PolicyLimits.MaxEntries) { MayBeEmpty = true }, "The tools; empty: it may do nothing.") { IsRequired = true });

    /// <summary>Gets the content of a compiled set.</summary>
    public static MappingShape Content { get; } = new(
        "content",
        "the content",
        "A compiled policy set.",
        new KeyShape("format", new WordShape(ContentFormat), "The format.") { IsRequired = true },
        new KeyShape("documents", new ListShape(ContentDocument, PolicyLimits.MaxRules) { MayBeEmpty = true }, "The policies.") { IsRequired = true });

    private static KeyShape TenantKey => new("tenant", TextForms.Name, "The tenant whose layer it belongs to.") { Default = "the base, for every tenant" };

    private static KeyShape ModeKey => new("mode", RuleGrammar.Mode, "`observe`: every rule of it is only observed.") { Default = "enforce" };

    private static KeyShape DocsKey => RuleGrammar.DocsKey with { Description = "The address of the documentation of rules that name none." };

    private static MappingShape Defaults => new(
        "defaults",
        "`defaults`",
        "What a rule has that leaves it out.",
        RuleGrammar.WhoKey with { Default = null },
        RuleGrammar.WhatKey with { Default = null },
        RuleGrammar.ApprovalKey,
        RuleGrammar.MessageKey,
        RuleGrammar.HintKey)
    { MayBeEmpty = false };

    private static MappingShape AllowedTool => new(
        "allowed_tool",
        "an allowed tool",
        "A tool and the actions of it that the agent may use.",
        new KeyShape("name", TextForms.Tool, "The tool.") { IsRequired = true },
        new KeyShape("actions", new ListShape(TextForms.Tool, PolicyLimits.MaxValues) { TakesSingle = true }, "The actions.") { IsRequired = true },
        new KeyShape("class", RuleGrammar.Class, "Declares what a call of these actions does.") { Default = "as the intent claims" },
        new KeyShape("parameters", RuleGrammar.Paths, "Further parameters that a call may have, with all that is in them."),
        new KeyShape("unknown_parameters", RuleGrammar.AllowOrDeny, "`allow`: a call may have parameters that nothing names.") { Default = "deny" },
        new KeyShape("conditions", Conditions, "What must hold."));

    private static MappingShape Conditions => new(
        "allowed_tool_conditions",
        "conditions",
        "What must hold of calls that the short form permits.",
        new KeyShape("max_discount_percent", new NumberShape(0, 100), "The largest `discount_percent` that needs no approval; the parameter must be there, a number from 0."),
        new KeyShape("require_canonical_sku", new BooleanShape(), "`true`: `sku` must be in the tenant's catalog, with `unit_price`, `currency` and `discount_percent` as the item allows, where they are sent; a price needs its currency.") { Default = "false" });

    private static MappingShape ContentDocument => new(
        "content_document",
        "a policy",
        "A compiled policy.",
        new KeyShape("name", TextForms.Name, "The name.") { IsRequired = true },
        new KeyShape("tenant", TextForms.Name, "The tenant."),
        new KeyShape("narrows", RuleGrammar.Globs, "The agents whose permissions it narrows."),
        new KeyShape("tools", new ListShape(RuleGrammar.ContentTool, PolicyLimits.MaxTools), "Declared tools."),
        new KeyShape("dlp_detectors", DetectorGrammar.Detectors, "Detectors."),
        new KeyShape("dlp_profiles", DlpGrammar.Profiles, "Profiles of redaction."),
        new KeyShape("rules", new ListShape(RuleGrammar.ContentRule, PolicyLimits.MaxEntries), "The rules."));
}

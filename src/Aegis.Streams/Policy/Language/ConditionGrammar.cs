using System.Collections.Immutable;
using Aegis.Streams.Policy.Language.Shapes;

namespace Aegis.Streams.Policy.Language;

/// <summary>The shapes of conditions.</summary>
internal static class ConditionGrammar
{
    private const int MaxCount = 1 << 20;

    private static readonly ReferenceShape Nested = new(() => Condition!);

    private static readonly ImmutableArray<KeyShape> TestKeys =
    [
        new("match", new WordShape("every", "any"), "Only with `[*]` in the path: whether every item must pass or any one is enough.") { Default = "every" },
        new("optional", new BooleanShape(), "`true`: an absent parameter counts for the call instead of against it.") { Default = "false" },
        new("type", new WordShape("string", "number", "integer", "boolean", "object", "array", "null"), "The JSON type; 25.0 is an integer."),
        new("min", new NumberShape(), "The least number."),
        new("max", new NumberShape(), "The largest number."),
        new("above", new NumberShape(), "A number that it must be more than."),
        new("below", new NumberShape(), "A number that it must be less than."),
        new("decimals", new IntegerShape(0, 30), "The most digits after the point, trailing zeros left out."),
        new("equals", new LiteralShape(PolicyLimits.MaxLiteral), "The one value. Numbers compare by value, texts byte for byte."),
        new("in", Literals(), "The values, one of which it must be."),
        new("not_in", Literals(), "Values that it must not be."),
        new("min_length", new IntegerShape(0, MaxCount), "The fewest code points of a text."),
        new("max_length", new IntegerShape(0, MaxCount), "The most code points of a text."),
        new("pattern", TextForms.Pattern, "A pattern that the whole text must match."),
        new("not_pattern", TextForms.Pattern, "A pattern that the whole text must not match."),
        new("search_pattern", TextForms.Pattern, "A pattern that a part of the text must match."),
        new("not_search_pattern", TextForms.Pattern, "A pattern that no part of the text may match."),
        new("starts_with", Texts(), "Texts, one of which it must begin with."),
        new("ends_with", Texts(), "Texts, one of which it must end with."),
        new("min_items", new IntegerShape(0, MaxCount), "The fewest items of an array."),
        new("max_items", new IntegerShape(0, MaxCount), "The most items of an array."),
        new("not_before", TextForms.Instant, "The earliest date or instant; `now` is the decision time."),
        new("not_after", TextForms.Instant, "The latest date or instant; `now` is the decision time."),
        new("min_duration", TextForms.Duration, "The shortest duration of ISO 8601."),
        new("max_duration", TextForms.Duration, "The longest duration of ISO 8601."),
        new("egress", EgressEntries(), "Allow-list entries, one of which must cover the URL."),
        new("present", new BooleanShape(), "`true`: it must be there, be it null; `false`: it must not, and no other test stands beside it."),
    ];

    /// <summary>Gets the tests of a declared tool's parameter.</summary>
    public static MappingShape ParameterTests { get; } = new(
        "parameter_tests", "the tests of a parameter", "What a declared parameter must be; `{}`: anything. Without `optional: true`, a parameter with tests must be there.", TestKeys);

    /// <summary>Gets the test of a parameter.</summary>
    public static MappingShape Parameter { get; } = new(
        "parameter_condition",
        "a parameter condition",
        "Tests a parameter; all tests must hold. Without tests, it must be there. An absent parameter, or one of another type, counts against the call.",
        [Required("parameter", TextForms.Path, "The path of the parameter."), .. TestKeys]);

    public static MappingShape Compare { get; } = new(
        "compare_condition",
        "a comparison",
        "Compares numbers exactly.",
        Required("compare", TextForms.Expression, "Two sums of products of parameters and numbers with one of `== != < <= > >=` between them, such as `quantity * unit_price <= 50000`."));

    public static MappingShape MoneyBounds { get; } = new(
        "money_bounds",
        "the bounds of a currency",
        "Bounds of an amount in one currency.",
        new KeyShape("min", new NumberShape(), "The least amount."),
        new KeyShape("max", new NumberShape(), "The largest amount."))
    { MayBeEmpty = false };

    public static MappingShape Money { get; } = new(
        "money_condition",
        "a money condition",
        "Bounds an amount by its currency. A currency that is not listed does not pass.",
        Required("money", new MappingShape(
            "money",
            "`money`",
            "An amount, its currency and the bounds.",
            Required("amount", TextForms.Path, "The parameter with the amount, a JSON number; without `[*]`."),
            Required("currency", TextForms.Path, "The parameter with the currency, a text; without `[*]`."),
            Required("limits", new MapShape(TextForms.Currency, "a currency", MoneyBounds, PolicyLimits.MaxValues) { MinEntries = 1 }, "The bounds by currency code of ISO 4217.")),
            "The amount and its bounds."));

    public static MappingShape Time { get; } = new(
        "time_condition",
        "a time condition",
        "The decision time lies in a window of the week.",
        Required("time", new MappingShape(
            "time",
            "`time`",
            "A window of the week.",
            Required("zone", TextForms.Zone, "The time zone by its IANA name, such as `Europe/Berlin`."),
            new KeyShape("days", new ListShape(new WordShape("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 7) { TakesSingle = true }, "The days on which the window begins.") { Default = "every day" },
            new KeyShape("from", TextForms.Clock, "When it begins, local time.") { Default = "\"00:00\"" },
            new KeyShape("to", TextForms.Clock, "When it ends, local time, itself not within. Not after `from`: on the next day.") { Default = "\"24:00\"" }),
            "The window."));

    public static MappingShape Egress { get; } = new(
        "egress_condition",
        "an egress condition",
        "The intent's egress target is a URL that the allow-list covers.",
        Required("egress", EgressEntries(), "The entries, such as `https://*.example.com/v1`."),
        new KeyShape("optional", new BooleanShape(), "`true`: an intent without a target counts for the call instead of against it.") { Default = "false" });

    public static MappingShape Attribute { get; } = new(
        "attribute_condition",
        "an attribute condition",
        "Tests an attribute of the agent's registration. Without values, it must be there.",
        Required("attribute", TextForms.Attribute, "The attribute."),
        new KeyShape("equals", TextForms.Value, "The one value."),
        new KeyShape("in", Texts(), "The values, one of which it must have."),
        new KeyShape("not_in", Texts(), "Values that it must not have."),
        new KeyShape("optional", new BooleanShape(), "`true`: an absent attribute counts for the call instead of against it.") { Default = "false" });

    public static MappingShape Environment { get; } = new(
        "environment_condition",
        "an environment condition",
        "The instance runs in one of these environments.",
        Required("environment", new ListShape(TextForms.Environment, PolicyLimits.MaxValues) { TakesSingle = true }, "The environments, such as `production`."));

    public static MappingShape Any { get; } = new(
        "any_condition", "an any condition", "One of these must hold.", Required("any", new ListShape(Nested, PolicyLimits.MaxConditions), "The conditions."));

    public static MappingShape All { get; } = new(
        "all_condition", "an all condition", "All of these must hold.", Required("all", new ListShape(Nested, PolicyLimits.MaxConditions), "The conditions."));

    public static MappingShape Not { get; } = new(
        "not_condition", "a not condition", "This must not hold.", Required("not", Nested, "The condition."));

    public static MappingShape Fragment { get; } = new(
        "fragment_condition", "a fragment condition", "All conditions of a fragment must hold.", Required("fragment", TextForms.Name, "The fragment's name."));

    /// <summary>Gets a condition.</summary>
    public static ChoiceShape Condition { get; } = new(
        "condition",
        "a condition",
        "Something that holds of a call or does not. One key says which kind it is.",
        [Parameter, Compare, Money, Time, Egress, Attribute, Environment, Any, All, Not, Fragment]);

    /// <summary>Gets a list of conditions.</summary>
    public static ListShape Conditions { get; } = new(Condition, PolicyLimits.MaxConditions);

    private static KeyShape Required(string name, Shape value, string description) => new(name, value, description) { IsRequired = true };

    private static ListShape Literals() => new(new LiteralShape(PolicyLimits.MaxLiteral), PolicyLimits.MaxValues) { TakesSingle = true };

    private static ListShape Texts() => new(TextForms.Value, PolicyLimits.MaxValues) { TakesSingle = true };

    private static ListShape EgressEntries() => new(TextForms.EgressEntry, PolicyLimits.MaxValues) { TakesSingle = true };
}

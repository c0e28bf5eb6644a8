using System.Globalization;
using Aegis.Streams.Catalog;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy.Language.Shapes;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>The forms that texts in policies have.</summary>
internal static class TextForms
{
    private const string Step = "(?:[A-Za-z0-9_-]+|\\[\"(?:[^\"\\\\]|\\\\.)*\"\\])";
    private const string NextStep = "(?:\\.[A-Za-z0-9_-]+|\\[\"(?:[^\"\\\\]|\\\\.)*\"\\]|\\[\\*\\])";

    public static TextShape Name { get; } = new("name", AgentNames.Rule, AgentNames.IsValid) { Pattern = AgentNames.Pattern };

    public static TextShape Tool { get; } = new("tool or action", ToolNames.Rule, ToolNames.IsValid) { Pattern = ToolNames.Pattern };

    public static TextShape Glob { get; } = new("glob", NameGlob.Rule, text => ToolNames.IsValid(text) || NameGlob.TryParse(text, out _)) { Pattern = $"^(?!.*\\*{{3}}){NameGlob.Form[1..]}" };

    public static TextShape Path { get; } =
        new("path", "must be a path such as discount_percent, customer.country or items[*].sku", text => IsPlainName(text) || ParameterPath.TryParse(text, out _))
        {
            Pattern = $"^{Step}{NextStep}*$",
            MaxLength = ParameterPath.MaxLength,
        };

    public static TextShape Duration { get; } =
        new("duration", IsoDuration.Rule, text => IsoDuration.TryParse(text, out _)) { Pattern = $"^{IsoDuration.Form}$" };

    public static TextShape Instant { get; } = new("instant", InstantText.Rule, text => InstantText.TryParse(text, out _)) { Pattern = InstantText.Form };

    public static TextShape Currency { get; } =
        new("currency", "must be a currency code of ISO 4217 such as EUR", Currencies.IsCode) { Pattern = "^[A-Z]{3}$" };

    public static TextShape Clock { get; } = new("time of day", "must be a time of day such as \"08:00\"", IsClock) { Pattern = "^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" };

    public static TextShape Code { get; } =
        new("code", "must be 1 to 64 characters of a-z 0-9 _, the first a letter", IsCode) { Pattern = "^[a-z][a-z0-9_]{0,63}$" };

    public static TextShape Url { get; } =
        new("address", "must be an address that begins with https:// or http://, of at most 512 characters", IsUrl) { Pattern = "^https?://[^\\s]+$", MaxLength = 512 };

    public static TextShape Group { get; } = new("group", "must be 1 to 64 characters without control characters", IsGroup) { MinLength = 1, MaxLength = 64 };

    public static TextShape Environment { get; } = Name with { Name = "environment" };

    public static TextShape Attribute { get; } =
        new("attribute", "must be 1 to 128 characters without control characters", text => IsGroup(text, 128)) { MinLength = 1, MaxLength = 128 };

    public static TextShape Value { get; } = TextShape.Free("text", PolicyLimits.MaxLiteral);

    public static TextShape Pattern { get; } = TextShape.Free("pattern", Patterns.Pattern.MaxLength);

    public static TextShape Message { get; } = TextShape.Free("text", PolicyLimits.MaxMessage);

    public static TextShape Description { get; } = TextShape.Free("text", 4096, min: 0);

    public static TextShape Zone { get; } = TextShape.Free("time zone", 64);

    public static TextShape Expression { get; } = TextShape.Free("comparison", 65_536);

    public static TextShape EgressEntry { get; } = TextShape.Free("allow-list entry", Egress.EgressTarget.MaxLength);

    /// <summary>A relative rule id of compiled content, where rules of tools and of the short form have ids with slashes.</summary>
    public static TextShape ContentRuleId { get; } = new("rule id", "must be a rule id", IsContentRuleId);

    /// <summary>Reads a time of day; `24:00` is the midnight that ends a day.</summary>
    public static TimeOnly ReadClock(string text) =>
        text == "24:00" ? TimeOnly.MinValue : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Says cheaply of most paths that they are valid.</summary>
    private static bool IsPlainName(string text) => text.Length <= ParameterPath.MaxLength && PathStep.Member(text).IsPlainName;

    private static bool IsClock(string text) =>
        text == "24:00" || (text.Length == 5 && TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    private static bool IsCode(string text) =>
        text.Length is > 0 and <= 64 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private static bool IsUrl(string text) =>
        text.Length <= 512 && (text.StartsWith("https://", StringComparison.Ordinal) || text.StartsWith("http://", StringComparison.Ordinal))
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool IsGroup(string text) => IsGroup(text, 64);

    private static bool IsGroup(string text, int max) => text.Length > 0 && text.Length <= max && !text.Any(char.IsControl);

    private static bool IsContentRuleId(string text) =>
        text.Length is > 0 and <= 512 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '*');
}

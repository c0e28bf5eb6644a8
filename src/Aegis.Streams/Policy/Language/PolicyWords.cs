using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language;

/// <summary>The words of the language for the values of the typed form.</summary>
internal static class PolicyWords
{
    public const string Allow = "allow";
    public const string Observe = "observe";
    public const string CodePrefix = "policy.";

    private static readonly string[] Effects = ["permit", "sanitize", "require_approval", "forbid"];
    private static readonly string[] Classes = ["write", "read", "expensive"];
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "object", "array", "null"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static string Of(RuleEffect effect) => Effects[(int)effect];

    public static string Of(ToolClass toolClass) => Classes[(int)toolClass];

    public static string Of(ParameterType type) => Types[(int)type];

    public static string Of(DayOfWeek day) => Days[(int)day];

    public static RuleEffect ReadEffect(string word) => (RuleEffect)Array.IndexOf(Effects, word);

    public static ToolClass ReadClass(string word) => (ToolClass)Array.IndexOf(Classes, word);

    public static ParameterType ReadType(string word) => (ParameterType)Array.IndexOf(Types, word);

    public static DayOfWeek ReadDay(string word) => (DayOfWeek)Array.IndexOf(Days, word);

    /// <summary>Orders the days of a week that begins on Monday.</summary>
    public static int Order(DayOfWeek day) => ((int)day + 6) % 7;
}

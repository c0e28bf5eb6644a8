namespace Aegis.Streams.Cli.Bench.Labelled.ToolCalls;

/// <summary>How a program writes JSON.</summary>
/// <param name="IsCamel">Whether keys are `phoneNumber` and not `phone_number`.</param>
/// <param name="IsSpaced">Whether a space stands after colons and commas.</param>
/// <param name="EscapesWide">Whether characters beyond ASCII are `\u` escapes.</param>
/// <param name="EscapesSolidus">Whether `/` is `\/`.</param>
internal readonly record struct JsonStyle(bool IsCamel, bool IsSpaced, bool EscapesWide, bool EscapesSolidus)
{
    public static JsonStyle Of(Draw draw) => new(draw.Chance(0.6), draw.Chance(0.3), draw.Chance(0.3), draw.Chance(0.05));
}

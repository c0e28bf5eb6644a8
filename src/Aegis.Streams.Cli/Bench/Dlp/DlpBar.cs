namespace Aegis.Streams.Cli.Bench.Dlp;

/// <summary>One bar that the scanner has to clear, and what was measured of it.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Unit">In what.</param>
/// <param name="Aim">The bar.</param>
/// <param name="IsAtMost">Whether the figure may be at most as much, as times are; else it must be at least as much.</param>
/// <param name="Figure">What was measured: the median of the rounds.</param>
/// <param name="Expressions">What the expressions reach of the same; <see langword="null"/>: they do nothing like it.</param>
/// <param name="Note">What else is to be known of it; empty: nothing.</param>
internal sealed record DlpBar(string Measure, string Unit, double Aim, bool IsAtMost, double Figure, double? Expressions, string Note = "")
{
    /// <summary>Gets a value indicating whether the bar is cleared.</summary>
    public bool IsMet => IsAtMost ? Figure <= Aim : Figure >= Aim;
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Aegis.Streams.Policy.Rules;

/// <summary>
/// Names a parameter, such as `discount_percent`, `customer.country`, `items[*].sku` or `headers["x.y"]`. `[*]` stands for every item of an
/// array. A name that is not a run of A-Z a-z 0-9 _ - is written in brackets and quotes, as JSON spells it.
/// </summary>
public sealed class ParameterPath : IEquatable<ParameterPath>
{
    /// <summary>The most steps.</summary>
    public const int MaxSteps = 8;

    /// <summary>The longest text.</summary>
    public const int MaxLength = 256;

    private ParameterPath(ImmutableArray<PathStep> steps)
    {
        Steps = steps;
        Text = Print(steps);
    }

    /// <summary>Gets the steps from the parameters' object; the first is a name.</summary>
    public ImmutableArray<PathStep> Steps { get; }

    /// <summary>Gets the one spelling of the path.</summary>
    public string Text { get; }

    /// <summary>Gets a value indicating whether it passes through the items of an array.</summary>
    public bool HasItems => Steps.Any(step => step.IsEachItem);

    /// <summary>Makes a path of steps.</summary>
    /// <param name="steps">The steps; the first is a name.</param>
    /// <returns>The path.</returns>
    public static ParameterPath Of(params ImmutableArray<PathStep> steps) => new(steps);

    /// <summary>Reads a path.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The path.</param>
    /// <returns>Whether it is one, with at most <see cref="MaxSteps"/> steps and <see cref="MaxLength"/> characters.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ParameterPath? path)
    {
        path = null;
        if (text.Length > MaxLength) return false;
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        var rest = text.AsSpan();
        while (!rest.IsEmpty || steps.Count == 0)
        {
            if (PathStep.TryTake(ref rest, isFirst: steps.Count == 0) is not { } step || steps.Count == MaxSteps) return false;
            steps.Add(step);
        }

        path = new ParameterPath(steps.ToImmutable());
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ParameterPath? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterPath);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Print(ImmutableArray<PathStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            if (text.Length > 0 && step.IsPlainName) text.Append('.');
            text.Append(step);
        }

        return text.ToString();
    }
}

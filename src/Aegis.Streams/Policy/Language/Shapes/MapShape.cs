namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A mapping whose keys the author chooses.</summary>
/// <param name="Key">The form of the keys.</param>
/// <param name="KeyTitle">What to call a key in messages.</param>
/// <param name="Value">What each holds.</param>
/// <param name="MaxEntries">The most entries.</param>
internal sealed record MapShape(TextShape Key, string KeyTitle, Shape Value, int MaxEntries) : Shape
{
    /// <summary>Gets the fewest entries.</summary>
    public int MinEntries { get; init; }
}

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A list.</summary>
/// <param name="Item">What each item is; no list itself.</param>
/// <param name="MaxItems">The most items.</param>
internal sealed record ListShape(Shape Item, int MaxItems) : Shape
{
    /// <summary>Gets a value indicating whether one item may be written without a list.</summary>
    public bool TakesSingle { get; init; }

    /// <summary>Gets a value indicating whether it may be empty.</summary>
    public bool MayBeEmpty { get; init; }
}

namespace Aegis.Streams.Policy.Language.Shapes;

/// <summary>A key of a mapping.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">What it holds.</param>
/// <param name="Description">What it means, one line of Markdown.</param>
internal sealed record KeyShape(string Name, Shape Value, string Description)
{
    /// <summary>Gets a value indicating whether the mapping needs it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Gets what holds without it, as a document would say it; <see langword="null"/>: the description says so, or nothing does.</summary>
    public string? Default { get; init; }
}

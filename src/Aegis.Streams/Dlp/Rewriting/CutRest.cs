namespace Aegis.Streams.Dlp.Rewriting;

/// <summary>What stands in the place of what goes.</summary>
internal enum CutRest
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The null of JSON, in the place of a value that is a whole text.</summary>
    Null,

    /// <summary>An empty cell in quotes, in the place of the only one of its record: an empty line would be none.</summary>
    EmptyCell,
}

using Aegis.Streams.Dlp.Streaming;

namespace Aegis.Streams.Dlp.Profiles;

/// <summary>
/// Knows which columns of delimited values a profile looks at: the first name of a path is a column. One that is looked at may be written in other
/// letter case; one that is left out must be just what is named, and all of it: a path into a column leaves nothing out. Cells beyond the header are looked at.
/// </summary>
internal sealed class ColumnScope
{
    private readonly bool[] _covered;

    /// <summary>Initializes the scope of records.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="header">The record that names the columns; empty: none does.</param>
    /// <param name="delimiter">What stands between cells.</param>
    public ColumnScope(CompiledProfile profile, ReadOnlySpan<byte> header, byte delimiter)
    {
        if (header.IsEmpty || !profile.HasPaths)
        {
            _covered = [];
            return;
        }

        var (included, source) = (profile.Included.Length > 0, profile.Source);
        _covered = [.. CsvPlaces.Names(header, delimiter, []).Select(name =>
            (!included || source.Parameters.Any(path => IsLooselyNamed(name, path.Steps[0].Name))) && !source.Except.Any(path => path.Steps.Length == 1 && path.Steps[0].Name == name))];
    }

    /// <summary>Says whether the profile looks at a column.</summary>
    /// <param name="column">Its place, from 0.</param>
    public bool Covers(int column) => (uint)column >= (uint)_covered.Length || _covered[column];

    /// <summary>Finds a column that the profile looks at and that is not there.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="layout">The records.</param>
    /// <returns>The first such name; <see langword="null"/>: all are there.</returns>
    public static string? Missing(CompiledProfile profile, RowLayout layout)
    {
        var names = CsvPlaces.Names(layout.Header.Span, layout.Delimiter, []);
        return profile.Source.Parameters.Select(path => path.Steps[0].Name).FirstOrDefault(name => !names.Any(column => IsLooselyNamed(column, name)));
    }

    private static bool IsLooselyNamed(string? column, string? name) => name is not null && column is not null && column.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
}

namespace Aegis.Streams.Dlp.Readers;

/// <summary>What a walk through delimited values saw of records.</summary>
internal sealed class RecordCount
{
    /// <summary>Gets or sets how many there are, without empty lines and those whose cells are of no column.</summary>
    public long Whole { get; set; }

    /// <summary>Gets where those are whose cells are of no column: they are more or fewer than the header has.</summary>
    public List<(int Start, int End)> Ragged { get; } = [];

    /// <summary>Begins a text.</summary>
    public void Begin()
    {
        Whole = 0;
        Ragged.Clear();
    }
}

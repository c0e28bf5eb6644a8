using System.Globalization;
using Aegis.Streams.Cli.Policies;

namespace Aegis.Streams.Cli.Bench.Labelled;

/// <summary>One run of `aegis bench labelled`, from its options to its exit code.</summary>
internal sealed class LabelledFiles(CommandRun run)
{
    private long _bytes;
    private long _values;
    private long _negatives;

    /// <summary>Writes the data and what is in it.</summary>
    /// <param name="kind">One of <see cref="LabelledKinds.All"/>.</param>
    /// <param name="rows">How many documents.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="dataPath">The file of the data.</param>
    /// <param name="truthPath">The file of the truth; <see langword="null"/>: none.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliRefusalException">A file cannot be written.</exception>
    public int Write(string kind, long rows, long seed, string dataPath, string? truthPath)
    {
        OutputPath.Require("--out", dataPath);
        if (truthPath is not null) OutputPath.Require("--truth", truthPath);
        if (truthPath is not null && Path.GetFullPath(truthPath) == Path.GetFullPath(dataPath)) throw CliRefusalException.Usage("--out and --truth name the same file; name two");
        OutputFile.Replace(dataPath, stream => WriteData(LabelledKinds.Open(kind, seed), rows, stream));

        // Made a second time rather than beside the data: each file is whole, and a fault is that of one of them.
        if (truthPath is not null) OutputFile.Replace(truthPath, stream => WriteTruth(LabelledKinds.Open(kind, seed), rows, stream));
        Report(dataPath, rows);
        return ExitCodes.Done;
    }

    private void WriteData(LabelledSource source, long rows, Stream data)
    {
        data.Write(source.Header);
        _bytes = source.Header.Length;
        foreach (var document in source.Documents(rows))
        {
            run.Stopping.ThrowIfCancellationRequested();
            data.Write(document.Bytes);
            _bytes += document.Bytes.Length;
            _values += document.Truth.Count;
            _negatives += document.Negatives.Count;
        }
    }

    private void WriteTruth(LabelledSource source, long rows, Stream truth)
    {
        using var writer = new TruthWriter(truth);
        long offset = source.Header.Length;
        for (var index = 0L; index < rows; index++)
        {
            run.Stopping.ThrowIfCancellationRequested();
            var document = source.At(index);
            writer.Write(index, offset, document);
            offset += document.Bytes.Length;
        }
    }

    private void Report(string dataPath, long rows)
    {
        if (run.IsJson)
        {
            run.Data.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("file", dataPath);
                json.WriteNumber("rows", rows);
                json.WriteNumber("bytes", _bytes);
                json.WriteNumber("values", _values);
                json.WriteNumber("hard_negatives", _negatives);
                json.WriteEndObject();
            });
        }
        else
        {
            run.Talk.Note(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {_bytes:N0} bytes, {_values:N0} sensitive values, {_negatives:N0} hard negatives"));
            run.Data.WriteLine(dataPath);
        }
    }
}

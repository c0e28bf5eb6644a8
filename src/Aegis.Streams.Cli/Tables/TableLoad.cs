using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>Loads a file into a global table.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="file">The file.</param>
/// <param name="form">The table.</param>
/// <param name="codec">Its codec.</param>
/// <param name="rejects">Takes the lines that are rejected.</param>
/// <param name="maxRejects">With more rejected lines the file is taken for another one, and the load ends.</param>
/// <param name="run">The run.</param>
internal sealed class TableLoad<T>(TableFile<T> file, TableForm<T> form, ITableCodec<T> codec, RejectFile rejects, long maxRejects, CommandRun run)
    where T : class
{
    private const int MaxShownRejects = 5;

    /// <summary>Gets how many rows were good.</summary>
    public long Rows { get; private set; }

    /// <summary>Reads the file, and writes its rows.</summary>
    /// <param name="writer">Writes them; <see langword="null"/>: they are only read.</param>
    /// <param name="fileLength">The length of the file in bytes; <see langword="null"/>: not known.</param>
    /// <exception cref="CliRefusalException">The file is none of this table, or a row could not be written.</exception>
    public void Run(TableWriter? writer, long? fileLength)
    {
        using var progress = new ProgressLine(run.Talk, $"loading {form.Name}", form.Rows, run.Host.Time);
        foreach (var line in file.Read())
        {
            run.Stopping.ThrowIfCancellationRequested();
            if (line.Row is null)
            {
                Reject(line);
                continue;
            }

            writer?.Write(line.Key, codec.Encode(line.Row));
            Rows++;
            progress.Report(Rows, fileLength is > 0 ? (double)file.BytesRead / fileLength : null);
        }

        writer?.Complete(() => progress.Report(writer.Acknowledged, (double)writer.Acknowledged / writer.Queued), run.Stopping);
        rejects.Complete();
    }

    private void Reject(TableLine<T> line)
    {
        rejects.Add(line);
        if (rejects.Count <= MaxShownRejects) run.Talk.Warn($"line {line.Number} is rejected, {line.Fault}");
        if (rejects.Count > maxRejects)
        {
            throw CliRefusalException.Fault(
                $"line {line.Number} is one rejected line too many (--max-rejects {maxRejects}): this may be another file than it should be; {form.Count(Rows)} came before it; {rejects.Path ?? "the lines above"} says why");
        }
    }
}

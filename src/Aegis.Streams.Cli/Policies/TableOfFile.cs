using System.Security.Cryptography;
using Aegis.Streams.Cli.Tables;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Policies;

/// <summary>Reads a whole table from a file, for questions that need no cluster.</summary>
internal static class TableOfFile
{
    /// <summary>Reads a table.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="form">The table.</param>
    /// <param name="path">The file; each line names its tenant.</param>
    /// <returns>The table.</returns>
    /// <exception cref="CliRefusalException">The file cannot be read, or a line of it is faulty.</exception>
    public static TableSnapshot<T> Read<T>(CommandRun run, TableForm<T> form, string path)
        where T : class
    {
        using var input = TableInput.Open(path, null, form.Formats.Keys, run.Host);
        var codec = form.CodecOf(null);
        var changes = new List<TableChange<T>>();
        foreach (var line in new TableFile<T>(input.Stream, input.Name, codec, form.Formats[input.Format](null)).Read())
        {
            if (line.Row is not { } row) throw CliRefusalException.Fault($"{input.Name}:{line.Number}: {line.Fault}");
            changes.Add(new TableChange<T>(line.Key, new TableRow<T>(row, 0, line.Number, SHA256.HashData(codec.Encode(row)))));
        }

        return new TableSnapshot<T>(1).Apply(changes, [changes.Count]);
    }
}

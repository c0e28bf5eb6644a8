using System.Text;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>Removes from a table what a file, just loaded, does not have: of the tenants that the file names, and of no other.</summary>
/// <typeparam name="T">What the table holds.</typeparam>
/// <param name="form">The table.</param>
/// <param name="run">The run.</param>
internal sealed class TableReplacement<T>(TableForm<T> form, CommandRun run)
    where T : class
{
    private const int MaxShown = 10;

    /// <summary>Removes.</summary>
    /// <param name="file">The file, read to its end.</param>
    /// <param name="before">The table before the load.</param>
    /// <param name="rejects">How many lines of the file were rejected.</param>
    /// <param name="writer">Writes the removals; <see langword="null"/>: they are only shown.</param>
    /// <param name="isAgreed">Whether nobody is to be asked.</param>
    /// <returns>Whether the table is now what the file says, or would be.</returns>
    public bool Remove(TableFile<T> file, TableSnapshot<T> before, long rejects, TableWriter? writer, bool isAgreed)
    {
        var tenants = file.Keys.Keys.Select(TenantOf).ToHashSet(StringComparer.Ordinal);
        var surplus = before.Rows.Select(row => row.Key)
            .Where(key => Encoding.UTF8.GetString(key) is var name && tenants.Contains(TenantOf(name)) && !file.Keys.ContainsKey(name))
            .OrderBy(Encoding.UTF8.GetString, StringComparer.Ordinal).ToList();
        if (surplus.Count == 0) return true;
        if (rejects > 0)
        {
            // A row whose line was rejected looks like one that the file does not have.
            run.Talk.Warn($"nothing was removed, since lines were rejected; mend them and load again to remove {form.Count(surplus.Count)}");
            return false;
        }

        foreach (var key in surplus.Take(MaxShown)) run.Talk.Note($"- {Encoding.UTF8.GetString(key)}", Ink.Red);
        if (surplus.Count > MaxShown) run.Talk.Note($"  and {surplus.Count - MaxShown:N0} more", Ink.Dim);
        if (writer is null)
        {
            run.Talk.Note($"{form.Count(surplus.Count)} would be removed");
            return true;
        }

        if (!isAgreed && !Confirmation.Ask(run, $"Remove {form.Count(surplus.Count)}"))
        {
            run.Talk.Warn("nothing was removed");
            return false;
        }

        foreach (var key in surplus) writer.Write(key, null);
        writer.Complete(() => { }, run.Stopping);
        run.Talk.Note($"{form.Count(surplus.Count)} removed", Ink.Green);
        return true;
    }

    private static string TenantOf(string key) => key[..key.IndexOf('/', StringComparison.Ordinal)];
}

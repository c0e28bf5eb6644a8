using System.CommandLine;
using System.Text;
using System.Text.Unicode;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Terminal;

namespace Aegis.Streams.Cli.DeadLetters;

/// <summary>
/// `aegis dlq show`: one dead letter. Whatever made it unreadable may hold anything, personal data and credentials too, in its key and headers as
/// well. So without --reveal only sizes are shown: not the first bytes, and no hash, by which a short value could be guessed.
/// </summary>
internal static class DeadLetterShowCommand
{
    private const int MaxShownBytes = 64 << 10;
    private const int NameColumns = 17;

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var which = new Argument<string>("PLACE|ENTRY") { Description = "TOPIC/PARTITION/OFFSET of the input or of the dead letter itself, or the id of its audit entry." };
        var reveal = new Option<bool>("--reveal") { Description = "Show key, headers and value, and not only their sizes. They may hold personal data." };
        var verb = new Verb("show", "Show a dead letter. Its content is masked unless --reveal is given.")
        {
            Examples = ["aegis dlq show aegis.intents/2/1041", "aegis dlq show aegis.intents/2/1041 --reveal --json"],
        };
        verb.Add(which);
        verb.Add(reveal);
        return verb.Runs(run =>
        {
            var name = run.Value(which);
            var found = new DeadLetterScan(connections).Read(run).Where(entry => entry.Source == name || entry.Place == name || entry.EntryId == name).ToList();
            foreach (var entry in found)
            {
                if (run.IsJson) run.Data.WriteJson(json => DeadLetterJson.WriteAll(json, entry, run.Value(reveal)));
                else Show(run.Data, entry, run.Value(reveal));
            }

            if (found.Count > 0) return ExitCodes.Done;
            run.Talk.Warn($"no dead letter is {name}, or it is older than the topic's retention; `aegis dlq list` shows what there is");
            return ExitCodes.Incomplete;
        });
    }

    private static void Show(Screen screen, DeadLetterEntry entry, bool isRevealed)
    {
        Line(screen, "source", entry.Source);
        Line(screen, "source time", entry.Time);
        Line(screen, "stage", entry.Stage);
        Line(screen, "code", entry.Code);
        Line(screen, "message", entry.Message);
        Line(screen, "audit entry", entry.EntryId);
        Line(screen, "dead letter", entry.Place);
        if (entry.IsContentOmitted)
        {
            Line(screen, "content", "was too large for the dead letter topic; it is at the source until that topic's retention ends");
            return;
        }

        Line(screen, "key", Spell(entry.Record.Key, isRevealed));
        foreach (var header in entry.InputHeaders)
            Line(screen, "header", $"{(isRevealed ? header.Name : Masked(Encoding.UTF8.GetByteCount(header.Name)))}: {Spell(header.Value, isRevealed)}");
        Line(screen, "value", Spell(entry.Record.Value, isRevealed));
    }

    private static void Line(Screen screen, string name, string text) => screen.WriteLine($"{name.PadRight(NameColumns)}{TerminalText.Clean(text)}");

    private static string Spell(byte[]? bytes, bool isRevealed)
    {
        if (bytes is null) return "none";
        if (!isRevealed) return Masked(bytes.Length);
        var shown = bytes.AsSpan(0, Math.Min(bytes.Length, MaxShownBytes));
        var text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(shown) : $"base64 {Convert.ToBase64String(shown)}";
        return shown.Length == bytes.Length ? text : $"{text}... ({bytes.Length} bytes; --json shows all)";
    }

    private static string Masked(int bytes) => $"({bytes} bytes, masked)";
}

using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Terminal;
using Aegis.Streams.Policy;
using Aegis.Streams.Policy.Language.Formatting;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy fmt`: gives policy files one format.</summary>
internal static class FormatCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var paths = PolicyPaths.Argument();
        var check = new Option<bool>("--check") { Description = "Change nothing; end with 2 if a file is not formatted." };
        var diff = new Option<bool>("--diff") { Description = "Change nothing; show what would change." };
        var verb = new Verb("fmt", "Format policy files in YAML: one order of keys, two spaces a level, quotes where they are needed; comments stay. Files with errors stay as they are.")
        {
            Examples = ["aegis policy fmt policies", "aegis policy fmt policies --check", "aegis policy fmt quotes.yaml --diff"],
        };
        verb.Add(paths);
        verb.Add(check);
        verb.Add(diff);
        return verb.Runs(run =>
        {
            var files = PolicyLoader.ReadFiles(run.Value(paths));
            var (errors, changed) = (new List<PolicyError>(files.Errors), 0);
            foreach (var source in files.Sources)
            {
                if (source.File.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) continue;
                var formatted = PolicyFormatter.Format(source);
                errors.AddRange(formatted.Errors);
                if (formatted.Text is not { } text || text == source.Text) continue;
                changed++;
                if (run.Value(diff)) ShowDifference(run, source, text);
                else Say(run, source.File);
                if (!run.Value(check) && !run.Value(diff)) OutputFile.Replace(source.File, Encoding.UTF8.GetBytes(text));
            }

            if (errors.Count > 0) throw PolicyPaths.Refuse(run, files, errors, "files with errors were not formatted");
            return run.Value(check) && changed > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
        });
    }

    private static void Say(CommandRun run, string file)
    {
        if (!run.IsJson)
        {
            run.Data.WriteLine(TerminalText.Clean(file));
            return;
        }

        run.Data.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteEndObject();
        });
    }

    private static void ShowDifference(CommandRun run, PolicySource source, string text)
    {
        foreach (var line in LineDifference.Write(source.File, source.Text, text))
        {
            var ink = line.Length == 0 ? Ink.Plain : line[0] switch { '+' => Ink.Green, '-' => Ink.Red, '@' => Ink.Cyan, _ => Ink.Plain };
            run.Data.WriteLine(run.Data.Paint(ink, TerminalText.Clean(line)));
        }
    }
}
